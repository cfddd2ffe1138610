-- One row per measure: 60 days, 3 orders, and the mean of revenue, which moves from month to month.
select
    measure,
    method,
    2 as score,
    cut_at,
from (values
    ('recency', 'fixed', 60),
    ('frequency', 'fixed', 3),
    ('monetary', 'mean', null)
) as rows (measure, method, cut_at)
