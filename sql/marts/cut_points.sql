-- One row per snapshot, scale, measure and score: the most days, or the least orders or amount, that still get the score.
-- Frozen: taken from the snapshot that frozen_as_of names; null: from the snapshot itself.
-- grain: as_of, scale, measure, score
select
    points.as_of,
    points.scale,
    points.measure,
    points.score::integer as score,
    points.method,
    points.cut_point::double as cut_point,
    cuts.frozen_as_of,
from customers.cut_points as points
inner join thresholds.rfm_cuts as cuts
    on points.scale = cuts.scale
    and points.measure = cuts.measure
    and points.score = cuts.score
order by points.as_of, points.scale, points.measure, points.score
