-- One row per snapshot and step between the boundaries of all pyramids (see customers.pyramid_steps): its customers
-- and their revenue in the window. Step 0 holds those without revenue, step 13 those below every boundary. One pass
-- serves every definition, because each of their levels is a run of steps.
-- grain: as_of, step
with bounds as (
    select
        calendar.as_of,
        max(case when steps.step = 1 then steps.at_least end) as b1,
        max(case when steps.step = 2 then steps.at_least end) as b2,
        max(case when steps.step = 3 then steps.at_least end) as b3,
        max(case when steps.step = 4 then steps.at_least end) as b4,
        max(case when steps.step = 5 then steps.at_least end) as b5,
        max(case when steps.step = 6 then steps.at_least end) as b6,
        max(case when steps.step = 7 then steps.at_least end) as b7,
        max(case when steps.step = 8 then steps.at_least end) as b8,
        max(case when steps.step = 9 then steps.at_least end) as b9,
        max(case when steps.step = 10 then steps.at_least end) as b10,
        max(case when steps.step = 11 then steps.at_least end) as b11,
        max(case when steps.step = 12 then steps.at_least end) as b12,
    from customers.calendar as calendar
    left join customers.pyramid_steps as steps on calendar.as_of = steps.as_of
    group by calendar.as_of
),

placed as (
    select
        activity.as_of,
        activity.monetary,
        (case
            when activity.monetary <= 0 then 0
            when activity.monetary >= bounds.b1 then 1
            when activity.monetary >= bounds.b2 then 2
            when activity.monetary >= bounds.b3 then 3
            when activity.monetary >= bounds.b4 then 4
            when activity.monetary >= bounds.b5 then 5
            when activity.monetary >= bounds.b6 then 6
            when activity.monetary >= bounds.b7 then 7
            when activity.monetary >= bounds.b8 then 8
            when activity.monetary >= bounds.b9 then 9
            when activity.monetary >= bounds.b10 then 10
            when activity.monetary >= bounds.b11 then 11
            when activity.monetary >= bounds.b12 then 12
            else 13
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
