-- One row per measure and score: natural breaks, those of revenue from October.
select
    measure,
    'natural' as method,
    score,
    case when measure = 'monetary' then date '2025-10-31' end as frozen_as_of,
from (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
cross join (values (2), (3), (4), (5)) as scores (score)
