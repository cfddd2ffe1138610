-- One row per snapshot and step of customers.pyramid_steps: the customers from its value up to the next step's, and
-- their revenue in the window. Step 0 is below every boundary, step -1 without revenue. One pass serves every
-- definition, because each of their levels is a run of steps; most customers are low, so the low steps come first.
-- grain: as_of, step
with bounds as (
    select
        calendar.as_of,
        coalesce(max(case when steps.step = 1 then steps.at_least end), 99999999999999)::decimal(18, 4) as b1,
        coalesce(max(case when steps.step = 2 then steps.at_least end), 99999999999999)::decimal(18, 4) as b2,
        coalesce(max(case when steps.step = 3 then steps.at_least end), 99999999999999)::decimal(18, 4) as b3,
        coalesce(max(case when steps.step = 4 then steps.at_least end), 99999999999999)::decimal(18, 4) as b4,
        coalesce(max(case when steps.step = 5 then steps.at_least end), 99999999999999)::decimal(18, 4) as b5,
        coalesce(max(case when steps.step = 6 then steps.at_least end), 99999999999999)::decimal(18, 4) as b6,
        coalesce(max(case when steps.step = 7 then steps.at_least end), 99999999999999)::decimal(18, 4) as b7,
        coalesce(max(case when steps.step = 8 then steps.at_least end), 99999999999999)::decimal(18, 4) as b8,
        coalesce(max(case when steps.step = 9 then steps.at_least end), 99999999999999)::decimal(18, 4) as b9,
        coalesce(max(case when steps.step = 10 then steps.at_least end), 99999999999999)::decimal(18, 4) as b10,
        coalesce(max(case when steps.step = 11 then steps.at_least end), 99999999999999)::decimal(18, 4) as b11,
        coalesce(max(case when steps.step = 12 then steps.at_least end), 99999999999999)::decimal(18, 4) as b12,
    from customers.calendar as calendar
    left join customers.pyramid_steps as steps on calendar.as_of = steps.as_of
    group by calendar.as_of
),

placed as (
    select
        activity.as_of,
        activity.monetary,
        (case
            when activity.monetary <= 0 then -1
            when activity.monetary < bounds.b1 then 0
            when activity.monetary < bounds.b2 then 1
            when activity.monetary < bounds.b3 then 2
            when activity.monetary < bounds.b4 then 3
            when activity.monetary < bounds.b5 then 4
            when activity.monetary < bounds.b6 then 5
            when activity.monetary < bounds.b7 then 6
            when activity.monetary < bounds.b8 then 7
            when activity.monetary < bounds.b9 then 8
            when activity.monetary < bounds.b10 then 9
            when activity.monetary < bounds.b11 then 10
            when activity.monetary < bounds.b12 then 11
            else 12
        end)::tinyint as step,
    from customers.activity as activity
    inner join bounds on activity.as_of = bounds.as_of
)

select
    as_of,
    step,
    count(*) as customers,
    sum(monetary)::decimal(38, 4) as revenue,
from placed
group by as_of, step
