-- One row per tier policy that What-if offers, every choice of a rule with every choice of the others: their values (null:
-- the tiers' own), and the rules as loaders/sql/tier_policy_functions.ts reads them. One of them is in force.
-- changes_awards: it can award another tier than the calculated one.
-- grain: policy
with combinations as (
    select
        (row_number() over (
            order by qualification.choice, held.choice, grace.choice, step.choice, refund.choice
        ))::integer as policy,
        qualification.value as qualification_months,
        held.value as held_months,
        grace.value as grace_months,
        step.value as one_step_down,
        refund.value as refund_reverses,
        qualification.is_in_force and held.is_in_force and grace.is_in_force and step.is_in_force
        and refund.is_in_force as is_in_force,
    from customers.policy_choices as qualification
    cross join customers.policy_choices as held
    cross join customers.policy_choices as grace
    cross join customers.policy_choices as step
    cross join customers.policy_choices as refund
    where qualification.rule = 'qualification_months'
        and held.rule = 'held_months'
        and grace.rule = 'grace_months'
        and step.rule = 'one_step_down'
        and refund.rule = 'refund_reverses'
),

ruled as (
    select
        combinations.policy,
        tier_rules.tier_rank,
        tier_rules.is_lowest,
        coalesce(combinations.qualification_months, tier_rules.qualification_months) as qualification_months,
        coalesce(combinations.held_months, tier_rules.held_months) as held_months,
        coalesce(combinations.grace_months, tier_rules.grace_months) as grace_months,
        coalesce(combinations.one_step_down, tier_rules.one_step_down::integer) as one_step_down,
        coalesce(combinations.refund_reverses, tier_rules.refund_reverses::integer) as refund_reverses,
    from combinations
    cross join customers.tier_rules as tier_rules
)

select
    combinations.policy,
    combinations.qualification_months,
    combinations.held_months,
    combinations.grace_months,
    combinations.one_step_down,
    combinations.refund_reverses,
    combinations.is_in_force,
    string_agg(
        format(
            '{} {} {} {} {}',
            ruled.qualification_months, ruled.held_months, ruled.grace_months, ruled.one_step_down, ruled.refund_reverses
        ),
        ',' order by ruled.tier_rank
    ) as rules,
    coalesce(bool_or(
        not ruled.is_lowest
        and ruled.qualification_months + ruled.held_months + ruled.grace_months + ruled.one_step_down > 0
    ), false) as changes_awards,
from combinations
inner join ruled on combinations.policy = ruled.policy
group by all
