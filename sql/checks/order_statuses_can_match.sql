-- One row per status that no order can have, because statuses are compared in lower case and without outer spaces.
-- blames: thresholds.order_statuses
select
    format('"{}" never matches: write it "{}"', status, lower(trim(status))) as problem,
    status as line_of,
from thresholds.order_statuses
where status <> lower(trim(status)) or trim(status) = ''
order by status
