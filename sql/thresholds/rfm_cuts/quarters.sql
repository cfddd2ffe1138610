-- One row per measure and score: four scores by quarters, and M by revenue per order.
select
    measure,
    method,
    score,
    cut_at,
from (values
    ('recency', 'quantile', 4, 0.25),
    ('recency', 'quantile', 3, 0.50),
    ('recency', 'quantile', 2, 0.75),
    ('frequency', 'quantile', 4, 0.75),
    ('frequency', 'quantile', 3, 0.50),
    ('frequency', 'quantile', 2, 0.25),
    ('order_value', 'quantile', 4, 0.75),
    ('order_value', 'quantile', 3, 0.50),
    ('order_value', 'quantile', 2, 0.25)
) as rows (measure, method, score, cut_at)
