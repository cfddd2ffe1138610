-- One row per measure and score: revenue by the cut points of October, the rest by the day's own.
select
    measure,
    'quantile' as method,
    score,
    case when measure = 'recency' then (6 - score) * 0.2 else (score - 1) * 0.2 end as cut_at,
    case when measure = 'monetary' then date '2025-10-31' end as frozen_as_of,
from (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
cross join (values (2), (3), (4), (5)) as scores (score)
