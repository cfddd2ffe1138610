-- One row per segment preset, measure and score on the last snapshot: from what to what it reaches (days, orders,
-- reporting currency), both ends included but for amounts, which end below at_most. An open end is null. A score that
-- nobody can get, because two cut points are the same value, has at_least above at_most.
-- grain: preset, measure, score
with bounds as (
    select
        presets.preset,
        cuts.measure,
        cuts.score,
        cuts.method,
        cuts.cut_point,
    from customers.cut_points as cuts
    inner join customers.calendar as calendar
        on cuts.as_of = calendar.as_of
        and calendar.is_last
    inner join thresholds.segment_presets as presets on cuts.scale = presets.scale
    union all
    select distinct
        presets.preset,
        cuts.measure,
        1 as score,
        null as method,
        null as cut_point,
    from thresholds.segment_presets as presets
    inner join thresholds.rfm_cuts as cuts on presets.scale = cuts.scale
),

neighbours as (
    select
        *,
        lead(cut_point) over (partition by preset, measure order by score) as next_cut_point,
        max(method) over (partition by preset, measure) as measure_method,
        score = max(score) over (partition by preset, measure) as is_highest,
    from bounds
)

select
    preset,
    measure,
    score::integer as score,
    coalesce(method, measure_method) as method,
    (case
        when measure = 'recency' then case when is_highest then 0 else next_cut_point + 1 end
        when measure = 'frequency' and score = 1 then 0
        else cut_point
    end)::double as at_least,
    (case
        when measure = 'recency' then cut_point
        when measure = 'frequency' then next_cut_point - 1
        else next_cut_point
    end)::double as at_most,
from neighbours
order by preset, measure, score
