-- One row per measure and score: recency by 180 and 365 days, frequency and revenue by thirds.
select
    measure,
    method,
    score,
    cut_at,
from (values
    ('recency', 'fixed', 3, 180),
    ('recency', 'fixed', 2, 365),
    ('frequency', 'quantile', 3, 0.666666),
    ('frequency', 'quantile', 2, 0.333333),
    ('monetary', 'quantile', 3, 0.666666),
    ('monetary', 'quantile', 2, 0.333333)
) as rows (measure, method, score, cut_at)
