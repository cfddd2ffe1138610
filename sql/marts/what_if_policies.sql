-- One row per tier policy that What-if offers (marts.what_if_policy_rules), tier awarded by the policy in force at the last
-- snapshot, and tier that this policy would award there: customers, and their revenue in the window.
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
)

select
    policies.policy,
    before.tier as from_tier,
    after.tier as to_tier,
    sum(grouped.customers)::integer as customers,
    sum(grouped.revenue)::double as revenue,
from grouped
cross join customers.policies as policies
inner join customers.tier_levels as before on before.model = 'score_tier' and grouped.number = before.number
inner join customers.tier_levels as after
    on after.model = 'score_tier'
    and substr(grouped.awarded, policies.policy, 1)::integer = after.number
group by policies.policy, before.tier, after.tier
order by policies.policy, from_tier, to_tier
