-- One row per scale of thresholds.rfm_cuts and score triple that anyone has on the last snapshot (as three digits):
-- its customers, their sales and their revenue in the window. Customers who have lapsed score 111 on every scale.
-- grain: scale, code
with bounds as (
    select
        cuts.scale,
        max(case when cuts.measure = 'recency' and cuts.score = 5 then cuts.cut_point end) as r5,
        max(case when cuts.measure = 'recency' and cuts.score = 4 then cuts.cut_point end) as r4,
        max(case when cuts.measure = 'recency' and cuts.score = 3 then cuts.cut_point end) as r3,
        max(case when cuts.measure = 'recency' and cuts.score = 2 then cuts.cut_point end) as r2,
        max(case when cuts.measure = 'frequency' and cuts.score = 5 then cuts.cut_point end) as f5,
        max(case when cuts.measure = 'frequency' and cuts.score = 4 then cuts.cut_point end) as f4,
        max(case when cuts.measure = 'frequency' and cuts.score = 3 then cuts.cut_point end) as f3,
        max(case when cuts.measure = 'frequency' and cuts.score = 2 then cuts.cut_point end) as f2,
        max(case when cuts.measure = 'monetary' and cuts.score = 5 then cuts.cut_point end) as m5,
        max(case when cuts.measure = 'monetary' and cuts.score = 4 then cuts.cut_point end) as m4,
        max(case when cuts.measure = 'monetary' and cuts.score = 3 then cuts.cut_point end) as m3,
        max(case when cuts.measure = 'monetary' and cuts.score = 2 then cuts.cut_point end) as m2,
    from customers.cut_points as cuts
    inner join customers.calendar as calendar on cuts.as_of = calendar.as_of
    where calendar.is_last
    group by cuts.scale
),

scored as (
    select
        bounds.scale,
        activity.frequency,
        activity.monetary,
        100 * case
            when activity.as_of - activity.last_ordered_on <= bounds.r5 then 5
            when activity.as_of - activity.last_ordered_on <= bounds.r4 then 4
            when activity.as_of - activity.last_ordered_on <= bounds.r3 then 3
            when activity.as_of - activity.last_ordered_on <= bounds.r2 then 2
            else 1
        end
        + 10 * case
            when activity.frequency = 0 then 1
            when activity.frequency >= bounds.f5 then 5
            when activity.frequency >= bounds.f4 then 4
            when activity.frequency >= bounds.f3 then 3
            when activity.frequency >= bounds.f2 then 2
            else 1
        end
        + case
            when activity.frequency = 0 then 1
            when activity.monetary >= bounds.m5 then 5
            when activity.monetary >= bounds.m4 then 4
            when activity.monetary >= bounds.m3 then 3
            when activity.monetary >= bounds.m2 then 2
            else 1
        end as code,
    from customers.activity as activity
    cross join bounds
    where activity.as_of = (select as_of from customers.calendar where is_last)
),

counted as (
    select
        scale,
        code,
        count(*) as customers,
        sum(frequency) as sales,
        sum(monetary) as revenue,
    from scored
    group by scale, code
    union all
    select
        bounds.scale,
        111 as code,
        calendar.entered - (
            select count(*)
            from customers.activity
            where as_of = calendar.as_of
        ) as customers,
        0 as sales,
        0 as revenue,
    from bounds
    cross join customers.calendar as calendar
    where calendar.is_last
)

select
    scale,
    code::smallint as code,
    sum(customers)::bigint as customers,
    sum(sales)::bigint as sales,
    sum(revenue)::decimal(38, 4) as revenue,
from counted
group by scale, code
having sum(customers) > 0
