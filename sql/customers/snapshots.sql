-- One row per customer and snapshot: what the customer is as of that day (the surface that analysts query).
-- grain: as_of, customer_id
-- stored: as a view
-- The last sale of a customer who has lapsed is older than the reach of the snapshot, and in no state.
with last_sales as (
    select
        calendar.as_of,
        sales.customer_number,
        max(sales.ordered_on) as last_ordered_on,
    from customers.calendar as calendar
    inner join staging.sales as sales on sales.ordered_on <= calendar.as_of
    where sales.is_sale
    group by calendar.as_of, sales.customer_number
),

coded as (
    select
        states.as_of,
        states.customer_number,
        customers.customer_id,
        customers.first_ordered_on,
        last_sales.last_ordered_on,
        states.frequency,
        states.monetary,
        states.rfm_code,
        states.segment_code,
        states.pyramid_rank,
        states.lifecycle_rank,
    from customers.states as states
    inner join staging.customers as customers on states.customer_number = customers.customer_number
    inner join last_sales
        on states.as_of = last_sales.as_of
        and states.customer_number = last_sales.customer_number
    where states.rfm_code is not null
)

select
    coded.as_of,
    coded.customer_id,
    coded.first_ordered_on,
    coded.last_ordered_on,
    coded.as_of - coded.last_ordered_on as recency_days,
    coded.frequency,
    coded.monetary,
    coded.rfm_code // 100 as r_score,
    coded.rfm_code // 10 % 10 as f_score,
    coded.rfm_code % 10 as m_score,
    coded.rfm_code // 100 + coded.rfm_code // 10 % 10 + coded.rfm_code % 10 as score_total,
    score_tiers.tier as score_tier,
    coalesce(awards.tier, score_tiers.tier) as awarded_tier,
    segments.tier as segment,
    levels.tier as pyramid_level,
    stages.tier as lifecycle_stage,
from coded
left join customers.tiers as score_tiers on score_tiers.model = 'score_tier' and coded.rfm_code = score_tiers.code
left join customers.awarded_states as awarded
    on coded.as_of = awarded.as_of
    and coded.customer_number = awarded.customer_number
left join customers.tiers as awards on awards.model = 'awarded_tier' and awarded.number = awards.code
left join customers.tiers as segments on segments.model = 'segment' and coded.segment_code = segments.code
left join customers.tiers as levels on levels.model = 'pyramid_level' and coded.pyramid_rank = levels.code
left join customers.tiers as stages on stages.model = 'lifecycle_stage' and coded.lifecycle_rank = stages.code
union all
select
    prospects.as_of,
    customers.customer_id,
    null,
    null,
    null,
    0,
    0,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'prospect',
from customers.prospects as prospects
inner join staging.customers as customers on prospects.customer_number = customers.customer_number
