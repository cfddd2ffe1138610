-- One row per tier policy that What-if offers, tier awarded by the policy in force at the last snapshot, and tier that this policy
-- would award there: customers, and their revenue in the window. The rules are those of thresholds.tier_policy, the same for
-- all tiers; null stands for the tiers' own, where they differ. flip_flops_avoided are those that the policy would have avoided
-- in the last 12 months; null where so few that it says something of a customer.
-- grain: policy, from_tier, to_tier
-- suppress: customers, revenue in policy along from_tier, to_tier
with grouped as (
    select
        number,
        awarded,
        sum(customers) as customers,
        sum(revenue) as revenue,
    from customers.policy_outcomes
    group by number, awarded
),

cells as (
    select
        policies.policy,
        grouped.number as from_number,
        substr(grouped.awarded, policies.policy, 1)::integer as to_number,
        sum(grouped.customers) as customers,
        sum(grouped.revenue) as revenue,
    from grouped
    cross join customers.policies as policies
    group by policies.policy, grouped.number, substr(grouped.awarded, policies.policy, 1)
),

avoided as (
    select
        policies.policy,
        sum(grouped.customers * substr(grouped.avoided, policies.policy, 1)::integer) as flip_flops,
    from (
        select
            avoided,
            sum(customers) as customers,
        from customers.policy_outcomes
        group by avoided
    ) as grouped
    cross join customers.policies as policies
    group by policies.policy
)

select
    policies.policy,
    policies.qualification_months,
    policies.held_months,
    policies.grace_months,
    policies.one_step_down,
    policies.refund_reverses,
    policies.is_in_force,
    (
        case when avoided.flip_flops not between 1 and privacy.smallest_cell - 1 then avoided.flip_flops end
    )::integer as flip_flops_avoided,
    before.tier as from_tier,
    after.tier as to_tier,
    cells.customers::integer as customers,
    cells.revenue::double as revenue,
from cells
inner join customers.policies as policies on cells.policy = policies.policy
inner join avoided on cells.policy = avoided.policy
inner join customers.tier_levels as before on before.model = 'score_tier' and cells.from_number = before.number
inner join customers.tier_levels as after on after.model = 'score_tier' and cells.to_number = after.number
cross join thresholds.privacy as privacy
order by policies.policy, from_tier, to_tier
