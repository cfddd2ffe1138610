-- One row per chunk of customers, step in months, tier model and tiers passed at its stops (packed, five bits a stop, 0: not
-- entered): the customers who went that way. See customers.stops.
-- grain: first_number, step_months, model, path
-- for each: customers.chunks
with paths as (
    select
        stops.step_months,
        states.customer_number,
        sum((states.tiers & 31)::bigint << (5 * stops.stop)) as score_tiers,
        sum((states.tiers >> 5 & 31)::bigint << (5 * stops.stop)) as segments,
        sum((states.tiers >> 10 & 31)::bigint << (5 * stops.stop)) as pyramid_levels,
        sum((states.tiers >> 15 & 31)::bigint << (5 * stops.stop)) as lifecycle_stages,
        sum(coalesce(awarded.number, 0)::bigint << (5 * stops.stop)) as awarded_tiers,
    from customers.states as states
    inner join customers.slots as slots on states.slot = slots.slot
    inner join customers.stops as stops on slots.place = stops.place
    left join customers.awarded_states as awarded
        on states.customer_number = awarded.customer_number
        and states.slot = awarded.slot
    where states.customer_number between $first_number and $last_number
    group by stops.step_months, states.customer_number
),

counted as (
    select
        step_months,
        score_tiers,
        segments,
        pyramid_levels,
        lifecycle_stages,
        awarded_tiers,
        count(*) as customers,
    from paths
    group by step_months, score_tiers, segments, pyramid_levels, lifecycle_stages, awarded_tiers
)

select
    $first_number as first_number,
    counted.step_months,
    models.model,
    case models.model
        when 'score_tier' then counted.score_tiers
        when 'segment' then counted.segments
        when 'pyramid_level' then counted.pyramid_levels
        when 'lifecycle_stage' then counted.lifecycle_stages
        else counted.awarded_tiers
    end::bigint as path,
    sum(counted.customers)::bigint as customers,
from counted
cross join customers.tier_models as models
group by counted.step_months, models.model, path
