-- One row per measure and score: a line at 500 of revenue, the scores below it from October.
select
    measure,
    case measure when 'monetary' then 'target' else 'natural' end as method,
    score,
    case when measure = 'monetary' and score = 5 then 500 end as cut_at,
    case when measure = 'monetary' then date '2025-10-31' end as frozen_as_of,
from (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
cross join (values (2), (3), (4), (5)) as scores (score)
