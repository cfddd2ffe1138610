-- One row: the tier policy in force, see customers.policies.
-- grain: policy
select
    policy,
    rules,
    changes_awards,
from customers.policies
where is_in_force
