-- One row per history of score tiers that customers have (customers.score_tier_paths): how many have it, their revenue at the
-- last snapshot, and the tiers that the policy in force awards them, in the same form. Read tiers with tier_at(history, place).
-- grain: history
with counted as (
    select
        paths.months_1,
        paths.months_2,
        paths.months_3,
        paths.months_4,
        paths.months_5,
        paths.months_6,
        count(*) as customers,
        sum(states.monetary)::decimal(38, 4) as revenue,
    from customers.score_tier_paths as paths
    inner join customers.states as states on paths.customer_number = states.customer_number
    inner join customers.calendar as calendar on states.as_of = calendar.as_of and calendar.is_last
    group by paths.months_1, paths.months_2, paths.months_3, paths.months_4, paths.months_5, paths.months_6
),

listed as (
    select
        [months_1, months_2, months_3, months_4, months_5, months_6] as history,
        customers,
        revenue,
    from counted
)

select
    listed.history,
    case
        when policy.changes_awards then awarded_history(listed.history, policy.rules, calendar.is_partial)
        else listed.history
    end as awarded,
    listed.customers,
    listed.revenue,
from listed
cross join customers.policy_in_force as policy
cross join customers.calendar as calendar
where calendar.is_last
