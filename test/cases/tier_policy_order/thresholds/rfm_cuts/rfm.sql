-- One row per measure and score: whoever has one order a month scores R 5 and F 1, and M by its amount.
select *
from (values
    ('recency', 'fixed', 5, 40),
    ('recency', 'fixed', 4, 50),
    ('recency', 'fixed', 3, 60),
    ('recency', 'fixed', 2, 70),
    ('frequency', 'fixed', 5, 5),
    ('frequency', 'fixed', 4, 4),
    ('frequency', 'fixed', 3, 3),
    ('frequency', 'fixed', 2, 2),
    ('monetary', 'fixed', 5, 500),
    ('monetary', 'fixed', 4, 400),
    ('monetary', 'fixed', 3, 300),
    ('monetary', 'fixed', 2, 200)
) as rows (measure, method, score, cut_at)
