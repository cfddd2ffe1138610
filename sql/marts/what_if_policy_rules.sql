-- One row per tier policy that What-if offers: the choice of each rule (marts.what_if_policy_choices), and how many flip-flops it
-- would have avoided in the last 12 months; null where so few that it says something of a customer.
-- grain: policy
with avoided as (
    select
        avoided,
        sum(customers) as customers,
    from customers.policy_outcomes
    group by avoided
),

counted as (
    select
        policies.policy,
        sum(avoided.customers * substr(avoided.avoided, policies.policy, 1)::integer) as flip_flops,
    from avoided
    cross join customers.policies as policies
    group by policies.policy
)

select
    policies.policy,
    policies.qualification,
    policies.held,
    policies.grace,
    policies.step,
    policies.refund,
    policies.is_in_force,
    (
        case when counted.flip_flops not between 1 and privacy.smallest_cell - 1 then counted.flip_flops end
    )::integer as flip_flops_avoided,
from customers.policies as policies
inner join counted on policies.policy = counted.policy
cross join thresholds.privacy as privacy
order by policies.policy
