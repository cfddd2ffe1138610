-- One row per block of snapshots and customer with a state in it: the tiers passed through, packed into a number per
-- model, five bits a snapshot (0: none), and the revenue at each. Packing makes every pair of snapshots affordable:
-- two blocks are joined once and grouped, instead of once per pair.
-- grain: block, customer_number
-- for each: customers.path_blocks
with numbered as (
    select
        states.customer_number,
        states.place - $first_place as step,
        states.score_tier::bigint as score_tier,
        states.segment::bigint as segment,
        states.pyramid_rank::bigint as pyramid_level,
        states.lifecycle_rank::bigint as lifecycle_stage,
        states.monetary,
    from customers.states as states
    where states.place between $first_place and $last_place
    union all
    select
        customer_number,
        place - $first_place as step,
        0,
        0,
        0,
        1,
        0,
    from customers.prospects
    where place between $first_place and $last_place
)

select
    $block as block,
    customer_number,
    sum(score_tier << (5 * step))::bigint as score_tier,
    sum(segment << (5 * step))::bigint as segment,
    sum(pyramid_level << (5 * step))::bigint as pyramid_level,
    sum(lifecycle_stage << (5 * step))::bigint as lifecycle_stage,
    sum(case when step = 0 then monetary else 0 end)::decimal(18, 4) as revenue_0,
    sum(case when step = 1 then monetary else 0 end)::decimal(18, 4) as revenue_1,
    sum(case when step = 2 then monetary else 0 end)::decimal(18, 4) as revenue_2,
    sum(case when step = 3 then monetary else 0 end)::decimal(18, 4) as revenue_3,
    sum(case when step = 4 then monetary else 0 end)::decimal(18, 4) as revenue_4,
    sum(case when step = 5 then monetary else 0 end)::decimal(18, 4) as revenue_5,
    sum(case when step = 6 then monetary else 0 end)::decimal(18, 4) as revenue_6,
    sum(case when step = 7 then monetary else 0 end)::decimal(18, 4) as revenue_7,
from numbered
group by customer_number
