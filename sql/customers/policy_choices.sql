-- One row per rule of the tier policy and value of it that What-if offers, numbered from 1: the value in force is among them.
-- value is in months, or 0 and 1 for a rule that is kept or not; null stands for the tiers' own values, where they differ.
-- grain: rule, choice
with in_force as (
    select
        rules.rule,
        case
            when bool_and(rules.is_lowest) then 0
            when min(case when not rules.is_lowest then rules.value end)
                = max(case when not rules.is_lowest then rules.value end)
                then min(case when not rules.is_lowest then rules.value end)
        end as value,
    from (
        select
            is_lowest,
            unnest(['qualification_months', 'held_months', 'grace_months', 'one_step_down', 'refund_reverses']) as rule,
            unnest([
                qualification_months, held_months, grace_months, one_step_down::integer, refund_reverses::integer
            ]) as value,
        from customers.tier_rules
    ) as rules
    group by rules.rule
),

offered as (
    select
        rule,
        value,
    from (values
        ('qualification_months', 0), ('qualification_months', 1), ('qualification_months', 3),
        ('held_months', 0), ('held_months', 3), ('held_months', 6), ('held_months', 12),
        ('grace_months', 0), ('grace_months', 1), ('grace_months', 3),
        ('one_step_down', 0), ('one_step_down', 1),
        ('refund_reverses', 0), ('refund_reverses', 1)
    ) as rows (rule, value)
    union
    select
        rule,
        value,
    from in_force
)

select
    offered.rule,
    (row_number() over (partition by offered.rule order by offered.value nulls first))::integer as choice,
    offered.value::integer as value,
    coalesce(in_force.rule is not null, false) as is_in_force,
from offered
left join in_force on offered.rule = in_force.rule and offered.value is not distinct from in_force.value
