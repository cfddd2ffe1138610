-- One row per measure and score: natural breaks throughout.
select
    measure,
    'natural' as method,
    score,
from (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
cross join (values (2), (3), (4), (5)) as scores (score)
