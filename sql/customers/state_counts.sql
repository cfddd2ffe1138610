-- One row per snapshot and combination of codes (see customers.states): its customers and their revenue in the window.
-- Everyone is here: those in a state, those who have lapsed and, with null codes, prospects. Read this rather than
-- customers.states wherever counts are enough: its size does not grow with the customers.
-- grain: as_of, rfm_code, segment_code, pyramid_rank, lifecycle_rank
with active as (
    select
        as_of,
        rfm_code,
        segment_code,
        pyramid_rank,
        lifecycle_rank,
        count(*) as customers,
        count(case when frequency > 0 then 1 end) as active_customers,
        sum(frequency) as sales,
        sum(monetary) as revenue,
    from customers.states
    group by as_of, rfm_code, segment_code, pyramid_rank, lifecycle_rank
),

present as (
    select
        as_of,
        sum(customers) as customers,
    from active
    where rfm_code is not null
    group by as_of
),

parts as (
    select *
    from active
    union all
    select
        limits.as_of,
        111,
        111,
        limits.lowest_rank + 1,
        7,
        limits.entered - coalesce(present.customers, 0),
        0,
        0,
        0,
    from customers.limits as limits
    left join present on limits.as_of = present.as_of
    where limits.entered > coalesce(present.customers, 0)
)

select
    as_of,
    rfm_code::smallint as rfm_code,
    segment_code::smallint as segment_code,
    pyramid_rank::tinyint as pyramid_rank,
    lifecycle_rank::tinyint as lifecycle_rank,
    sum(customers)::bigint as customers,
    sum(active_customers)::bigint as active_customers,
    sum(sales)::bigint as sales,
    sum(revenue)::decimal(38, 4) as revenue,
from parts
group by as_of, rfm_code, segment_code, pyramid_rank, lifecycle_rank
