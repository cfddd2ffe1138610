-- One row per rule of the tier policy and value of it that What-if offers; a null value stands for those of the tiers, where
-- they differ.
-- grain: rule, choice
select
    rule,
    choice,
    value,
    is_in_force,
from customers.policy_choices
order by rule, choice
