-- One row per step, tier model, first stop by which they had entered, and tiers passed (as in customers.paths): customers.
-- A customer without a state at any stop is not here; see marts.tier_paths.
-- grain: step_months, model, first_stop, path
with entered as (
    select
        step_months,
        max(case when stop = 0 then entered end) as entered_0,
        max(case when stop = 1 then entered end) as entered_1,
        max(case when stop = 2 then entered end) as entered_2,
        max(case when stop = 3 then entered end) as entered_3,
        max(case when stop = 4 then entered end) as entered_4,
        max(case when stop = 5 then entered end) as entered_5,
    from customers.stops
    group by step_months
),

numbered as (
    select
        stops.step_months,
        5 * stops.stop as shift,
        states.customer_number,
        states.score_tier::bigint as score_tier,
        states.segment::bigint as segment,
        states.pyramid_rank::bigint as pyramid_level,
        states.lifecycle_rank::bigint as lifecycle_stage,
    from customers.stops as stops
    inner join customers.states as states on stops.place = states.place
    union all
    select
        stops.step_months,
        5 * stops.stop as shift,
        prospects.customer_number,
        0,
        0,
        0,
        1,
    from customers.stops as stops
    inner join customers.prospects as prospects on stops.place = prospects.place
),

passed as (
    select
        step_months,
        customer_number,
        sum(score_tier << shift)::bigint as score_tier,
        sum(segment << shift)::bigint as segment,
        sum(pyramid_level << shift)::bigint as pyramid_level,
        sum(lifecycle_stage << shift)::bigint as lifecycle_stage,
    from numbered
    group by step_months, customer_number
),

placed as (
    select
        passed.*,
        case when passed.customer_number > coalesce(entered_0, 0) then 1 else 0 end
        + case when passed.customer_number > coalesce(entered_1, 0) then 1 else 0 end
        + case when passed.customer_number > coalesce(entered_2, 0) then 1 else 0 end
        + case when passed.customer_number > coalesce(entered_3, 0) then 1 else 0 end
        + case when passed.customer_number > coalesce(entered_4, 0) then 1 else 0 end
        + case when passed.customer_number > entered_5 then 1 else 0 end as first_stop,
    from passed
    inner join entered on passed.step_months = entered.step_months
)

select
    step_months,
    first_stop,
    case
        when grouping(score_tier) = 0 then 'score_tier'
        when grouping(segment) = 0 then 'segment'
        when grouping(pyramid_level) = 0 then 'pyramid_level'
        else 'lifecycle_stage'
    end as model,
    coalesce(score_tier, segment, pyramid_level, lifecycle_stage) as path,
    count(*) as customers,
from placed
group by grouping sets (
    (step_months, first_stop, score_tier),
    (step_months, first_stop, segment),
    (step_months, first_stop, pyramid_level),
    (step_months, first_stop, lifecycle_stage)
)
