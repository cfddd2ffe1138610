-- One row per tier model and tier that What-if can cut otherwise: score tiers with the totals that they hold, and the
-- levels of the pyramid in force.
-- grain: model, tier
select
    'score_tier' as model,
    tier,
    tier_rank::integer as tier_rank,
    lowest_total::integer as lowest_total,
    highest_total::integer as highest_total,
from thresholds.score_tiers
union all
select
    'pyramid_level',
    levels.level,
    levels.level_rank::integer,
    null,
    null,
from thresholds.pyramid_levels as levels
inner join thresholds.pyramid as chosen on levels.definition = chosen.definition
order by model, tier_rank
