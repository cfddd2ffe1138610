-- One row per measure and score that the named rules tell apart: 30 days; 3, 5 and 10 orders; above 5,000, from 20,000 and
-- from 50,000 of revenue.
select
    measure,
    method,
    score,
    cut_at,
from (values
    ('recency', 'fixed', 2, 30),
    ('frequency', 'fixed', 4, 10),
    ('frequency', 'fixed', 3, 5),
    ('frequency', 'fixed', 2, 3),
    ('monetary', 'fixed', 4, 50000),
    ('monetary', 'fixed', 3, 20000),
    ('monetary', 'fixed', 2, 5000.0001)
) as rows (measure, method, score, cut_at)
