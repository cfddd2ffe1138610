-- One row per cut point that has to be found among the customers of a snapshot: its own, or the one it is frozen at.
-- grain: as_of, scale, measure, score
select distinct
    coalesce(cuts.frozen_as_of, days.as_of) as as_of,
    cuts.scale,
    cuts.measure,
    cuts.score,
    cuts.method,
    cuts.cut_at,
from thresholds.rfm_cuts as cuts
inner join customers.cut_days as days on cuts.scale = days.scale
where cuts.method <> 'fixed'
