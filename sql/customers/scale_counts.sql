-- One row per scale of thresholds.rfm_cuts and score triple that anyone has on the last snapshot (as three digits):
-- its customers, their sales and their revenue in the window.
-- grain: scale, code
with bounds as (
    select
        cuts.scale,
        coalesce(max(case when cuts.measure = 'recency' and cuts.score = 5 then floor(cuts.cut_point) end), -1)::integer as r5,
        coalesce(max(case when cuts.measure = 'recency' and cuts.score = 4 then floor(cuts.cut_point) end), -1)::integer as r4,
        coalesce(max(case when cuts.measure = 'recency' and cuts.score = 3 then floor(cuts.cut_point) end), -1)::integer as r3,
        coalesce(max(case when cuts.measure = 'recency' and cuts.score = 2 then floor(cuts.cut_point) end), -1)::integer as r2,
        coalesce(max(case when cuts.measure = 'frequency' and cuts.score = 5 then ceil(cuts.cut_point) end), 2147483647)::integer as f5,
        coalesce(max(case when cuts.measure = 'frequency' and cuts.score = 4 then ceil(cuts.cut_point) end), 2147483647)::integer as f4,
        coalesce(max(case when cuts.measure = 'frequency' and cuts.score = 3 then ceil(cuts.cut_point) end), 2147483647)::integer as f3,
        coalesce(max(case when cuts.measure = 'frequency' and cuts.score = 2 then ceil(cuts.cut_point) end), 2147483647)::integer as f2,
        coalesce(max(case when cuts.measure = levels.m_measure and cuts.score = 5 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m5,
        coalesce(max(case when cuts.measure = levels.m_measure and cuts.score = 4 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m4,
        coalesce(max(case when cuts.measure = levels.m_measure and cuts.score = 3 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m3,
        coalesce(max(case when cuts.measure = levels.m_measure and cuts.score = 2 then cuts.cut_point end), 99999999999999)::decimal(18, 4) as m2,
        max(levels.m_measure) = 'order_value' as is_per_order,
    from customers.cut_points as cuts
    inner join customers.calendar as calendar on cuts.as_of = calendar.as_of
    inner join customers.scale_levels as levels on cuts.scale = levels.scale
    where calendar.is_last
    group by cuts.scale
),

scored as (
    select
        bounds.scale,
        activity.frequency,
        activity.monetary,
        100 * score_of_few(coalesce(activity.as_of - activity.last_ordered_on, 99999999), bounds.r5, bounds.r4, bounds.r3, bounds.r2)
        + 10 * score_of_many(activity.frequency, activity.frequency, bounds.f5, bounds.f4, bounds.f3, bounds.f2)
        + score_of_many(case when bounds.is_per_order then activity.order_value else activity.monetary end, activity.frequency, bounds.m5, bounds.m4, bounds.m3, bounds.m2) as code,
    from customers.order_values as activity
    cross join bounds
    where activity.as_of = (select as_of from customers.calendar where is_last)
)

select
    scale,
    code::smallint as code,
    count(*) as customers,
    sum(frequency)::bigint as sales,
    sum(monetary)::decimal(38, 4) as revenue,
from scored
group by scale, code
