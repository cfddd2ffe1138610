-- One row per snapshot: its cut points and boundaries side by side, so that scoring is a row of comparisons.
-- r5 … m2 score the reports' R, F and M; s_r5 … s_m2 those of the segment preset in force; p1 … p5 begin a pyramid level.
-- grain: as_of
select
    calendar.as_of,
    calendar.place,
    slots.slot,
    calendar.is_last,
    calendar.entered,
    calendar.entered_before_new,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 5 then floor(cuts.cut_point) end)::integer as r5,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 4 then floor(cuts.cut_point) end)::integer as r4,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 3 then floor(cuts.cut_point) end)::integer as r3,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 2 then floor(cuts.cut_point) end)::integer as r2,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 5 then ceil(cuts.cut_point) end)::integer as f5,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 4 then ceil(cuts.cut_point) end)::integer as f4,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 3 then ceil(cuts.cut_point) end)::integer as f3,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 2 then ceil(cuts.cut_point) end)::integer as f2,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 5 then cuts.cut_point end) as m5,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 4 then cuts.cut_point end) as m4,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 3 then cuts.cut_point end) as m3,
    max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 2 then cuts.cut_point end) as m2,
    max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 5 then floor(cuts.cut_point) end)::integer as s_r5,
    max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 4 then floor(cuts.cut_point) end)::integer as s_r4,
    max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 3 then floor(cuts.cut_point) end)::integer as s_r3,
    max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 2 then floor(cuts.cut_point) end)::integer as s_r2,
    max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 5 then ceil(cuts.cut_point) end)::integer as s_f5,
    max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 4 then ceil(cuts.cut_point) end)::integer as s_f4,
    max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 3 then ceil(cuts.cut_point) end)::integer as s_f3,
    max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 2 then ceil(cuts.cut_point) end)::integer as s_f2,
    max(case when cuts.scale = presets.scale and cuts.measure = 'monetary' and cuts.score = 5 then cuts.cut_point end) as s_m5,
    max(case when cuts.scale = presets.scale and cuts.measure = 'monetary' and cuts.score = 4 then cuts.cut_point end) as s_m4,
    max(case when cuts.scale = presets.scale and cuts.measure = 'monetary' and cuts.score = 3 then cuts.cut_point end) as s_m3,
    max(case when cuts.scale = presets.scale and cuts.measure = 'monetary' and cuts.score = 2 then cuts.cut_point end) as s_m2,
    max(case when pyramid.score = 1 then pyramid.asked_value end) as p1,
    max(case when pyramid.score = 2 then pyramid.asked_value end) as p2,
    max(case when pyramid.score = 3 then pyramid.asked_value end) as p3,
    max(case when pyramid.score = 4 then pyramid.asked_value end) as p4,
    max(case when pyramid.score = 5 then pyramid.asked_value end) as p5,
    max(levels.lowest_rank) as lowest_rank,
    max(lifecycle.churned_after_days) as churned_after_days,
    max(lifecycle.dormant_after_days) as dormant_after_days,
    max(lifecycle.reactivated_within_days) as reactivated_within_days,
    max(lifecycle.reactivated_gap_days) as reactivated_gap_days,
    max(lifecycle.growth_rate) as growth_rate,
from customers.calendar as calendar
cross join thresholds.lifecycle_limits as lifecycle
cross join thresholds.segment_preset as preset
inner join thresholds.segment_presets as presets on preset.preset = presets.preset
cross join thresholds.pyramid as chosen
inner join (
    select
        definition,
        max(level_rank) as lowest_rank,
    from thresholds.pyramid_levels
    group by definition
) as levels
    on chosen.definition = levels.definition
left join customers.slots as slots on calendar.place = slots.place
left join customers.cut_points as cuts on calendar.as_of = cuts.as_of
left join customers.asked_values as pyramid
    on calendar.as_of = pyramid.as_of
    and pyramid.scale = 'pyramid ' || chosen.definition
group by
    calendar.as_of,
    calendar.place,
    slots.slot,
    slots.slot,
    calendar.is_last,
    calendar.entered,
    calendar.entered_before_new
