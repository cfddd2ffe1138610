-- One row per measure: high or low against the mean.
select
    measure,
    'mean' as method,
    2 as score,
from (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
