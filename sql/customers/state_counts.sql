-- One row per snapshot and combination of codes (see customers.states): its customers and their revenue in the window.
-- Everyone is here, prospects with null codes. Read this rather than customers.states wherever counts are enough: its
-- size does not grow with the customers.
-- grain: as_of, rfm_code, segment_code, pyramid_rank, lifecycle_rank
select
    as_of,
    rfm_code,
    segment_code,
    pyramid_rank,
    lifecycle_rank,
    count(*) as customers,
    count(case when frequency > 0 then 1 end) as active_customers,
    sum(frequency)::bigint as sales,
    sum(monetary)::decimal(38, 4) as revenue,
from customers.states
group by as_of, rfm_code, segment_code, pyramid_rank, lifecycle_rank
