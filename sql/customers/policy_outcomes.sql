-- One row per tier awarded at the last snapshot by the policy in force, and what all policies of customers.policies would
-- have come to: `awarded` has a digit for each, the tier awarded at the last snapshot, `avoided` one for the flip-flops
-- avoided in the last 12 months (loaders/sql/tier_policy_functions.ts). Customers, and their revenue in the window.
-- grain: number, awarded, avoided
with histories as (
    select
        history,
        sum(customers) as customers,
        sum(revenue) as revenue,
    from customers.tier_histories
    group by history
),

outcomes as (
    select
        policy_outcomes(histories.history, policies.rules, calendar.is_partial) as digits,
        policies.policies,
        histories.customers,
        histories.revenue,
    from histories
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
    substr(outcomes.digits, in_force.policy, 1)::integer as number,
    substr(outcomes.digits, 1, outcomes.policies) as awarded,
    substr(outcomes.digits, outcomes.policies + 1) as avoided,
    sum(outcomes.customers)::bigint as customers,
    sum(outcomes.revenue)::decimal(38, 4) as revenue,
from outcomes
cross join customers.policy_in_force as in_force
group by
    substr(outcomes.digits, in_force.policy, 1),
    substr(outcomes.digits, 1, outcomes.policies),
    substr(outcomes.digits, outcomes.policies + 1)
