-- One row per snapshot: its cut points and boundaries side by side, so that scoring is a row of comparisons.
-- r5 … m2 score the reports' R, F and M; s_r5 … s_m2 those of the segment preset in force, M by revenue per order where
-- s_per_order is true; p1 … p5 begin a pyramid level.
-- score_tier_numbers and segment_numbers list the tier's number (customers.tier_numbers) of each triple of scores in the
-- order 111, 112 … 555; segment_levels lists the level of each segment's number (customers.tier_levels), 0: none;
-- has_shared_levels: they are not the numbers' own order.
-- has_own_scale: the segments' scores are not the reports'. A score that the scale lacks has a cut point that nobody
-- reaches, a level that the pyramid lacks begins at 0.
-- grain: as_of
select
    calendar.as_of,
    calendar.place,
    slots.slot,
    calendar.is_last,
    calendar.entered,
    max(entered.before_new) as entered_before_new,
    max(presets.scale) <> 'rfm' as has_own_scale,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 5 then floor(cuts.cut_point) end), -1)::integer as r5,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 4 then floor(cuts.cut_point) end), -1)::integer as r4,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 3 then floor(cuts.cut_point) end), -1)::integer as r3,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'recency' and cuts.score = 2 then floor(cuts.cut_point) end), -1)::integer as r2,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 5 then ceil(cuts.cut_point) end), 2147483647)::integer as f5,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 4 then ceil(cuts.cut_point) end), 2147483647)::integer as f4,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 3 then ceil(cuts.cut_point) end), 2147483647)::integer as f3,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'frequency' and cuts.score = 2 then ceil(cuts.cut_point) end), 2147483647)::integer as f2,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 5 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m5,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 4 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m4,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 3 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m3,
    coalesce(max(case when cuts.scale = 'rfm' and cuts.measure = 'monetary' and cuts.score = 2 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m2,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 5 then floor(cuts.cut_point) end), -1)::integer as s_r5,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 4 then floor(cuts.cut_point) end), -1)::integer as s_r4,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 3 then floor(cuts.cut_point) end), -1)::integer as s_r3,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'recency' and cuts.score = 2 then floor(cuts.cut_point) end), -1)::integer as s_r2,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 5 then ceil(cuts.cut_point) end), 2147483647)::integer as s_f5,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 4 then ceil(cuts.cut_point) end), 2147483647)::integer as s_f4,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 3 then ceil(cuts.cut_point) end), 2147483647)::integer as s_f3,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = 'frequency' and cuts.score = 2 then ceil(cuts.cut_point) end), 2147483647)::integer as s_f2,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = scale_levels.m_measure and cuts.score = 5 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as s_m5,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = scale_levels.m_measure and cuts.score = 4 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as s_m4,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = scale_levels.m_measure and cuts.score = 3 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as s_m3,
    coalesce(max(case when cuts.scale = presets.scale and cuts.measure = scale_levels.m_measure and cuts.score = 2 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as s_m2,
    max(scale_levels.m_measure) = 'order_value' as s_per_order,
    coalesce(max(case when pyramid.score = 1 then pyramid.asked_value end), 0)::decimal(18, 4) as p1,
    coalesce(max(case when pyramid.score = 2 then pyramid.asked_value end), 0)::decimal(18, 4) as p2,
    coalesce(max(case when pyramid.score = 3 then pyramid.asked_value end), 0)::decimal(18, 4) as p3,
    coalesce(max(case when pyramid.score = 4 then pyramid.asked_value end), 0)::decimal(18, 4) as p4,
    coalesce(max(case when pyramid.score = 5 then pyramid.asked_value end), 0)::decimal(18, 4) as p5,
    max(levels.lowest_rank)::smallint as lowest_rank,
    max(numbers.score_tiers) as score_tier_numbers,
    max(numbers.segments) as segment_numbers,
    max(segment_levels.levels) as segment_levels,
    max(segment_levels.is_shared) as has_shared_levels,
    max(lifecycle.churned_after_days) as churned_after_days,
    max(lifecycle.dormant_after_days) as dormant_after_days,
    max(lifecycle.reactivated_within_days) as reactivated_within_days,
    max(lifecycle.reactivated_gap_days) as reactivated_gap_days,
    max(lifecycle.growth_rate) as growth_rate,
    max(lifecycle.growth_days) as growth_days,
    max(lifecycle.new_within_days) as new_within_days,
from customers.calendar as calendar
cross join thresholds.lifecycle_limits as lifecycle
cross join thresholds.segment_preset as preset
inner join thresholds.segment_presets as presets on preset.preset = presets.preset
inner join customers.scale_levels as scale_levels on presets.scale = scale_levels.scale
cross join thresholds.pyramid as chosen
inner join (
    select
        definition,
        max(level_rank) as lowest_rank,
    from thresholds.pyramid_levels
    group by definition
) as levels
    on chosen.definition = levels.definition
inner join (
    select
        calendar.as_of,
        count(customers.customer_number)::integer as before_new,
    from customers.calendar as calendar
    cross join thresholds.lifecycle_limits as lifecycle
    left join staging.customers as customers
        on customers.first_ordered_on < calendar.as_of - lifecycle.new_within_days
    group by calendar.as_of
) as entered
    on calendar.as_of = entered.as_of
cross join (
    select
        string_agg(scores.number::varchar, ' ' order by scores.code) as score_tiers,
        string_agg(coalesce(segments.number, 0)::varchar, ' ' order by scores.code) as segments,
    from customers.tier_numbers as scores
    left join customers.tier_numbers as segments
        on segments.model = 'segment'
        and scores.code = segments.code
    where scores.model = 'score_tier'
) as numbers
cross join (
    select
        string_agg(coalesce(level, 0)::varchar, ' ' order by number) as levels,
        count(*) > count(distinct level) as is_shared,
    from customers.tier_levels
    where model = 'segment'
) as segment_levels
left join customers.slots as slots on calendar.place = slots.place
left join customers.cut_points as cuts on calendar.as_of = cuts.as_of
left join customers.asked_values as pyramid
    on calendar.as_of = pyramid.as_of
    and pyramid.scale = 'pyramid ' || chosen.definition
group by
    calendar.as_of,
    calendar.place,
    slots.slot,
    calendar.is_last,
    calendar.entered
