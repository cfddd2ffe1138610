-- One row per measure and score: cut points by hand, so that a customer's values say the scores.
select
    measure,
    method,
    score,
    cut_at,
from (values
    ('recency', 'fixed', 5, 10),
    ('recency', 'fixed', 4, 20),
    ('recency', 'fixed', 3, 30),
    ('recency', 'fixed', 2, 40),
    ('frequency', 'fixed', 5, 5),
    ('frequency', 'fixed', 4, 4),
    ('frequency', 'fixed', 3, 3),
    ('frequency', 'fixed', 2, 2),
    ('monetary', 'fixed', 5, 500),
    ('monetary', 'fixed', 4, 400),
    ('monetary', 'fixed', 3, 300),
    ('monetary', 'fixed', 2, 200)
) as rows (measure, method, score, cut_at)
