-- One row per snapshot and customer: the number of the score tier that the policy awards, and of the calculated one
-- (customers.tier_numbers). Empty as long as the policy changes nothing: what is awarded is then what is calculated.
-- grain: as_of, customer_number
-- for each: customers.policy_chunks
with paths as (
    select *
    from customers.score_tier_paths
),

-- Each history is followed once, however many customers have it.
followed as (
    select
        histories.history,
        awarded_history(histories.history, policy.rules, calendar.is_partial) as awarded,
    from (select distinct history from paths) as histories
    cross join customers.policy_in_force as policy
    cross join customers.calendar as calendar
    where calendar.is_last
)

select
    states.as_of,
    calendar.place,
    states.slot,
    states.customer_number,
    tier_at(followed.awarded, calendar.place)::tinyint as number,
    (states.tiers & 31)::tinyint as calculated,
    states.monetary,
from paths
inner join followed on paths.history = followed.history
inner join customers.states as states on paths.customer_number = states.customer_number
inner join customers.calendar as calendar on states.as_of = calendar.as_of
where states.customer_number between $first_number and $last_number
    and states.rfm_code is not null
order by states.customer_number
