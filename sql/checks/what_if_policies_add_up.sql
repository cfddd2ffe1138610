-- One row per tier whose customers or revenue under What-if's policy in force are not those awarded at the last snapshot, or
-- policy that loses some.
with awarded as (
    select
        sizes.tier,
        sizes.customers,
        sizes.revenue,
    from marts.tier_sizes as sizes
    cross join customers.policy_in_force as in_force
    where sizes.as_of = (select as_of from customers.calendar where is_last)
        and sizes.model = case when in_force.changes_awards then 'awarded_tier' else 'score_tier' end
),

sums as (
    select
        policy,
        from_tier as tier,
        sum(customers) as customers,
        sum(revenue) as revenue,
    from marts.what_if_policies
    group by policy, from_tier
    union all
    select
        cells.policy,
        cells.to_tier,
        sum(cells.customers),
        sum(cells.revenue),
    from marts.what_if_policies as cells
    inner join customers.policy_in_force as in_force on cells.policy = in_force.policy
    group by cells.policy, cells.to_tier
)

select
    format(
        'policy {} has {} customers of {}, but {} are awarded it',
        policies.policy, coalesce(sums.customers, 0), awarded.tier, awarded.customers
    ) as problem,
from awarded
cross join customers.policies as policies
left join sums on policies.policy = sums.policy and awarded.tier = sums.tier
where awarded.customers <> coalesce(sums.customers, 0)
    or abs(awarded.revenue - coalesce(sums.revenue, 0)) > 0.01 + 1e-9 * abs(awarded.revenue)
order by problem
