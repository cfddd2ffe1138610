-- One row per tier model and code that customers.states can hold, or customers.awarded_states: the tier it stands for, its
-- rank, 1 the best, and its level, in which tiers that stand in no order share a number; null is beside all others.
-- grain: model, code
with scores as (
    select score
    from (values (1), (2), (3), (4), (5)) as rows (score)
),

codes as (
    select
        r.score as r_score,
        f.score as f_score,
        m.score as m_score,
        100 * r.score + 10 * f.score + m.score as code,
    from scores as r
    cross join scores as f
    cross join scores as m
)

select
    'score_tier' as model,
    codes.code,
    tiers.tier,
    tiers.tier_rank,
    tiers.tier_rank as level,
from codes
inner join thresholds.score_tiers as tiers
    on codes.r_score + codes.f_score + codes.m_score between tiers.lowest_total and tiers.highest_total
union all
select
    'segment' as model,
    map.code,
    map.segment as tier,
    map.segment_place as tier_rank,
    map.segment_rank as level,
from customers.segment_map as map
inner join thresholds.segment_preset as preset on map.preset = preset.preset
union all
select
    'pyramid_level' as model,
    levels.level_rank as code,
    levels.level as tier,
    levels.level_rank as tier_rank,
    levels.level_rank as level,
from thresholds.pyramid_levels as levels
inner join thresholds.pyramid as chosen on levels.definition = chosen.definition
union all
select
    'pyramid_level' as model,
    max(levels.level_rank) + 1 as code,
    'inactive' as tier,
    max(levels.level_rank) + 1 as tier_rank,
    max(levels.level_rank) + 1 as level,
from thresholds.pyramid_levels as levels
inner join thresholds.pyramid as chosen on levels.definition = chosen.definition
union all
-- Where the policy changes nothing, what is awarded is no model of its own.
select
    'awarded_tier' as model,
    tiers.tier_rank as code,
    tiers.tier,
    tiers.tier_rank,
    tiers.tier_rank as level,
from thresholds.score_tiers as tiers
inner join customers.policy_in_force as policy on policy.changes_awards
union all
select
    'lifecycle_stage' as model,
    stages.code,
    stages.stage as tier,
    stages.code as tier_rank,
    stages.level,
from (values
    (1, 'prospect', 4),
    (2, 'new', 1),
    (3, 'growing', 1),
    (4, 'mature', 1),
    (5, 'reactivated', 1),
    (6, 'dormant', 2),
    (7, 'churned', 3)
) as stages (code, stage, level)
