-- One row per scale, measure and score: 60 days, 3 orders, and the mean of revenue, which moves from month to month.
-- grain: scale, measure, score
select
    scale,
    measure,
    method,
    2 as score,
    cut_at::decimal(18, 6) as cut_at,
    null::date as frozen_as_of,
from (values ('rfm'), ('eight')) as scales (scale)
cross join (values
    ('recency', 'fixed', 60),
    ('frequency', 'fixed', 3),
    ('monetary', 'mean', null)
) as measures (measure, method, cut_at)
