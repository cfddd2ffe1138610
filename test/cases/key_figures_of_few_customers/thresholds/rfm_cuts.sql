-- One row per scale, measure and score: cut points by hand, so that a customer's values say the scores.
-- grain: scale, measure, score
select
    scale,
    measure,
    method,
    score,
    cut_at::decimal(18, 6) as cut_at,
    frozen_as_of::date as frozen_as_of,
from (values
    ('rfm', 'recency', 'fixed', 5, 10, null),
    ('rfm', 'recency', 'fixed', 4, 20, null),
    ('rfm', 'recency', 'fixed', 3, 30, null),
    ('rfm', 'recency', 'fixed', 2, 40, null),
    ('rfm', 'frequency', 'fixed', 5, 5, null),
    ('rfm', 'frequency', 'fixed', 4, 4, null),
    ('rfm', 'frequency', 'fixed', 3, 3, null),
    ('rfm', 'frequency', 'fixed', 2, 2, null),
    ('rfm', 'monetary', 'fixed', 5, 500, null),
    ('rfm', 'monetary', 'fixed', 4, 400, null),
    ('rfm', 'monetary', 'fixed', 3, 300, null),
    ('rfm', 'monetary', 'fixed', 2, 200, null)
) as rows (scale, measure, method, score, cut_at, frozen_as_of)
