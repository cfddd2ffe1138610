-- One row per snapshot and customer: the number of the score tier that the policy awards (customers.tier_numbers). Empty as
-- long as the policy changes nothing: what is awarded is then what is calculated.
-- grain: as_of, customer_number
-- for each: customers.policy_chunks
select
    states.as_of,
    calendar.place,
    states.slot,
    states.customer_number,
    tier_at(histories.awarded, calendar.place)::tinyint as number,
    states.monetary,
from customers.score_tier_paths as paths
inner join customers.tier_histories as histories
    on [paths.months_1, paths.months_2, paths.months_3, paths.months_4, paths.months_5, paths.months_6] = histories.history
inner join customers.states as states on paths.customer_number = states.customer_number
inner join customers.calendar as calendar on states.as_of = calendar.as_of
where paths.customer_number between $first_number and $last_number
    and states.customer_number between $first_number and $last_number
    and states.rfm_code is not null
order by states.customer_number
