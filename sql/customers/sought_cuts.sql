-- One row per cut point that has to be found among the customers of a snapshot: its own, or the one it is frozen at.
-- levels is how many scores its measure has; line is the best score's cut_at, which a target's other scores stay below.
-- grain: as_of, scale, measure, score
select distinct
    coalesce(cuts.frozen_as_of, days.as_of) as as_of,
    cuts.scale,
    cuts.measure,
    cuts.score,
    cuts.method,
    cuts.cut_at,
    cuts.levels,
    cuts.line,
from (
    select
        *,
        max(score) over (partition by scale, measure) as levels,
        first_value(cut_at) over (partition by scale, measure order by score desc) as line,
    from thresholds.rfm_cuts
) as cuts
inner join customers.cut_days as days on cuts.scale = days.scale
where cuts.method <> 'fixed'
