-- One row per score tier that the policy lacks, and per row of it that can't be followed.
-- blames: thresholds.tier_policy
with judged as (
    select
        policy.tier,
        case
            when not coalesce(policy.tier in ('top', 'potential', 'general', 'dormant'), false)
                then format('there is no score tier "{}": the tiers are top, potential, general and dormant', policy.tier)
            when not coalesce(
                policy.qualification_months between 0 and 60
                and policy.held_months between 0 and 60
                and policy.grace_months between 0 and 60,
                false
            )
                then format('the months of {} are not all whole numbers from 0 to 60', policy.tier)
            when policy.one_step_down is null or policy.refund_reverses is null
                then format('one_step_down and refund_reverses of {} are not both true or false', policy.tier)
            when policy.benefit_per_month < 0
                then format('the benefits of {} cost less than 0 a month', policy.tier)
        end as problem,
    from thresholds.tier_policy as policy
    union all
    select
        tiers.tier,
        format('score tier {} has no row in the policy', tiers.tier),
    from thresholds.score_tiers as tiers
    left join thresholds.tier_policy as policy on tiers.tier = policy.tier
    where policy.tier is null
)

select
    problem,
    format('''{}''', tier) as line_of,
from judged
where problem is not null
order by tier
