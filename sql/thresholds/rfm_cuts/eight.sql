-- One row per measure: high (2) or low (1) against the mean, and high includes equal.
select
    measure,
    method,
    score,
from (values
    ('recency', 'mean', 2),
    ('frequency', 'mean', 2),
    ('monetary', 'mean', 2)
) as rows (measure, method, score)
