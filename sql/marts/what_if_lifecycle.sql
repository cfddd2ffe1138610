-- One row per cell of what makes a lifecycle stage on the last snapshot, cut at the values of marts.what_if_days: the
-- customers in it and their revenue in the window. A bin of days is the number of edges below them (who has lapsed is
-- in the last), a bin of growth the number of rates that the customer's revenue has grown by. Prospects have no sale and
-- are left out.
-- grain: last_sale, first_sale, gap, growth
-- merge: customers, revenue in lifecycle_stage along last_sale, first_sale, gap, growth
with edges as materialized (
    select
        edges_of(list((value + 1)::integer order by edge) filter (axis = 'last_sale'), 2147483647) as last_sale,
        edges_of(list((value + 1)::integer order by edge) filter (axis = 'first_sale'), 2147483647) as first_sale,
        edges_of(list((value + 1)::integer order by edge) filter (axis = 'gap'), 2147483647) as gap,
        edges_of(list((1 + value)::decimal(10, 4) order by edge) filter (axis = 'growth'), 999999::decimal(10, 4)) as growth,
        count(*) filter (axis = 'growth') as rates,
    from marts.what_if_days
),

-- Joined before the edges come along, or all of these would be carried through the join.
latest as materialized (
    select
        states.recency_days,
        states.as_of - states.first_ordered_on as days_since_first,
        coalesce(activity.gap_days, 0) as gap_days,
        activity.growth_revenue,
        activity.growth_base,
        states.lifecycle_rank,
        states.monetary,
    from customers.states as states
    inner join customers.activity as activity on states.customer_number = activity.customer_number
    where states.as_of = (select as_of from customers.calendar where is_last)
        and activity.as_of = (select as_of from customers.calendar where is_last)
        and states.rfm_code is not null
),

binned as (
    select
        edges_reached(latest.recency_days, edges.last_sale) as last_sale,
        edges_reached(latest.days_since_first, edges.first_sale) as first_sale,
        edges_reached(latest.gap_days, edges.gap) as gap,
        case
            when latest.growth_revenue <= latest.growth_base then 0
            when latest.growth_base <= 0 then edges.rates
            else multiples_reached(latest.growth_revenue, latest.growth_base, edges.growth)
        end as growth,
        latest.lifecycle_rank,
        count(*) as customers,
        sum(latest.monetary) as revenue,
    from latest
    cross join edges
    group by all
)

select
    binned.last_sale::integer as last_sale,
    binned.first_sale::integer as first_sale,
    binned.gap::integer as gap,
    binned.growth::integer as growth,
    stages.tier as lifecycle_stage,
    sum(binned.customers)::integer as customers,
    sum(binned.revenue)::double as revenue,
from binned
left join customers.tiers as stages
    on stages.model = 'lifecycle_stage'
    and binned.lifecycle_rank = stages.code
group by all
order by last_sale, first_sale, gap, growth
