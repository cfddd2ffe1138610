-- One row per tier model and code that customers.states can hold: the tier it stands for and its rank, 1 the best.
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
from codes
inner join thresholds.score_tiers as tiers
    on codes.r_score + codes.f_score + codes.m_score between tiers.lowest_total and tiers.highest_total
union all
select
    'segment' as model,
    map.code,
    map.segment as tier,
    map.segment_rank as tier_rank,
from customers.segment_map as map
inner join thresholds.segment_preset as preset on map.preset = preset.preset
union all
select
    'pyramid_level' as model,
    levels.level_rank as code,
    levels.level as tier,
    levels.level_rank as tier_rank,
from thresholds.pyramid_levels as levels
inner join thresholds.pyramid as chosen on levels.definition = chosen.definition
union all
select
    'pyramid_level' as model,
    max(levels.level_rank) + 1 as code,
    'inactive' as tier,
    max(levels.level_rank) + 1 as tier_rank,
from thresholds.pyramid_levels as levels
inner join thresholds.pyramid as chosen on levels.definition = chosen.definition
union all
select
    'lifecycle_stage' as model,
    stages.code,
    stages.stage as tier,
    stages.code as tier_rank,
from (values
    (1, 'prospect'),
    (2, 'new'),
    (3, 'growing'),
    (4, 'mature'),
    (5, 'reactivated'),
    (6, 'dormant'),
    (7, 'churned')
) as stages (code, stage)
