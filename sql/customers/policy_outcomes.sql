-- One row per tier awarded at the last snapshot by the policy in force, and what all policies of customers.policies would have come to:
-- `awarded` has a digit for each, the tier awarded at the last snapshot, `avoided` one for the flip-flops avoided in its last
-- 12 months (loaders/sql/tier_policy_functions.ts). Customers, and their revenue in the window.
-- grain: number, awarded, avoided
with outcomes as (
    select
        tier_at(histories.awarded, calendar.place) as number,
        policy_outcomes(histories.history, policies.rules, calendar.is_partial) as digits,
        policies.policies,
        histories.customers,
        histories.revenue,
    from customers.tier_histories as histories
    cross join customers.calendar as calendar
    cross join (
        select
            string_agg(rules, ';' order by policy) as rules,
            count(*) as policies,
        from customers.policies
    ) as policies
    where calendar.is_last
)

select
    number,
    substr(digits, 1, policies) as awarded,
    substr(digits, policies + 1) as avoided,
    sum(customers)::bigint as customers,
    sum(revenue)::decimal(38, 4) as revenue,
from outcomes
group by number, substr(digits, 1, policies), substr(digits, policies + 1)
