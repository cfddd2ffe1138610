-- One row per chunk of customers and history of score tiers that some of them have (customers.score_tier_paths): how many, and
-- their revenue at the last snapshot.
-- grain: first_number, history
-- for each: customers.chunks
select
    $first_number as first_number,
    paths.history,
    count(*) as customers,
    sum(states.monetary)::decimal(38, 4) as revenue,
from customers.score_tier_paths as paths
inner join customers.states as states on paths.customer_number = states.customer_number
inner join customers.calendar as calendar on states.as_of = calendar.as_of and calendar.is_last
where states.customer_number between $first_number and $last_number
group by paths.history
