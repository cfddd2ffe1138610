-- One row per measure and score of the reports' own R, F and M: five scores by fifths.
select
    measure,
    method,
    score,
    cut_at,
from (values
    ('recency', 'quantile', 5, 0.2),
    ('recency', 'quantile', 4, 0.4),
    ('recency', 'quantile', 3, 0.6),
    ('recency', 'quantile', 2, 0.8),
    ('frequency', 'quantile', 5, 0.8),
    ('frequency', 'quantile', 4, 0.6),
    ('frequency', 'quantile', 3, 0.4),
    ('frequency', 'quantile', 2, 0.2),
    ('monetary', 'quantile', 5, 0.8),
    ('monetary', 'quantile', 4, 0.6),
    ('monetary', 'quantile', 3, 0.4),
    ('monetary', 'quantile', 2, 0.2)
) as rows (measure, method, score, cut_at)
