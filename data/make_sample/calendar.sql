-- One row per segment and day: how much is bought that day, in thousandths of an average day.
-- grain: is_business, day
--
-- opens_at and closes_at count the same units from the first day on. Customers live in that time: a busy day
-- is a long one, so steady buyers in it give the seasons in the calendar.

with days as (
    select
        is_business,
        day::date as day,
        year(day) as year,
        month(day) as month,
        dayofmonth(day) as day_of_month,
        isodow(day) as weekday,
    from range(timestamp '2023-01-01', timestamp '2026-01-01', interval 1 day) as days (day)
    cross join (values (false), (true)) as segments (is_business)
),

weighed as (
    select
        is_business,
        day,
        if(
            is_business,
            [0.92, 0.96, 1.12, 0.98, 1.00, 1.10, 0.92, 0.82, 1.08, 1.06, 1.10, 0.98][month],
            [0.88, 0.82, 0.92, 0.94, 1.00, 1.02, 0.94, 0.90, 0.96, 1.02, 1.36, 1.34][month]
        )
        * if(
            is_business,
            [1.30, 1.35, 1.32, 1.28, 1.15, 0.32, 0.28][weekday],
            [0.96, 0.90, 0.90, 0.94, 1.04, 1.14, 1.12][weekday]
        )
        * case
            when is_business then 1
            when month = 11 and day_of_month = 11 then 2.4
            when month = 11 and weekday = 5 and day_of_month between 23 and 29 then 2.6
            when month = 12 and day_of_month between 25 and 26 then 0.5
            else 1
        end
        * (0.88 + 0.24 * uniform('weather', (day - date '2020-01-01') * 2 + is_business::integer)) as demand,
        -- More people find the company every year.
        1 + 0.30 * (day - date '2023-01-01') / 365 as growth,
    from days
),

counted as (
    select
        is_business,
        day,
        round(demand * 1000)::bigint as units,
        round(demand * growth * 1000)::bigint as newcomer_units,
    from weighed
)

select
    is_business,
    day,
    sum(units) over before_and_on - units as opens_at,
    sum(units) over before_and_on as closes_at,
    (sum(newcomer_units) over before_and_on - newcomer_units)
    / sum(newcomer_units) over (partition by is_business) as newcomers_before_share,
from counted
window before_and_on as (partition by is_business order by day rows unbounded preceding)
order by is_business, day
