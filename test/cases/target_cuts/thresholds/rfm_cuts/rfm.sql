-- One row per measure and score: lines at 30 days, 2 orders and 1,000 of revenue in the window.
select
    measure,
    'target' as method,
    score,
    case when score = 5 then line end as cut_at,
from (values ('recency', 30), ('frequency', 2), ('monetary', 1000)) as measures (measure, line)
cross join (values (2), (3), (4), (5)) as scores (score)
