-- One row per snapshot whose states don't hold every customer and prospect once.
with counted as (
    select
        as_of,
        sum(case when rfm_code is not null then customers else 0 end) as customers,
        sum(case when rfm_code is null then customers else 0 end) as prospects,
    from customers.state_counts
    group by as_of
),

waiting as (
    select
        as_of,
        count(*) as prospects,
    from customers.prospects
    group by as_of
)

select
    format(
        'at {} there are {} customers and {} prospects, but the states hold {} and {}',
        calendar.as_of, calendar.entered, coalesce(waiting.prospects, 0), counted.customers, counted.prospects
    ) as problem,
from customers.calendar as calendar
left join counted on calendar.as_of = counted.as_of
left join waiting on calendar.as_of = waiting.as_of
where coalesce(counted.customers, 0) <> calendar.entered
    or coalesce(counted.prospects, 0) <> coalesce(waiting.prospects, 0)
order by calendar.as_of
