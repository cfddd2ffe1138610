-- One row per part of the customers with revenue on the last snapshot, the highest revenue first: the share of the
-- customers up to its end, and the share of the revenue that they bring. Too few customers for parts: no rows.
-- grain: part
with parts as (
    select
        part,
        customers,
        revenue,
    from customers.revenue_ranks
    where parts > 1
)

select
    0 as part,
    0::double as customer_share,
    0::double as revenue_share,
from parts
having count(*) > 0
union all
select
    part,
    (sum(customers) over upwards / sum(customers) over ())::double as customer_share,
    (sum(revenue) over upwards / sum(revenue) over ())::double as revenue_share,
from parts
window upwards as (order by part)
order by part
