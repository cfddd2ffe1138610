-- One row per scale, measure and score: high or low against the mean.
-- grain: scale, measure, score
select
    scale,
    measure,
    'mean' as method,
    2 as score,
    null::decimal(18, 6) as cut_at,
    null::date as frozen_as_of,
from (values ('rfm'), ('eight')) as scales (scale)
cross join (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
