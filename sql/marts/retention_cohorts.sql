-- One row per cohort (customers by the month of their first order, of the last 36 months with a snapshot) and month
-- since: how many of them ordered in it, and their revenue. Fewer than the smallest cell: null (thresholds.privacy).
-- grain: cohort_month, months_later
with months as (
    select
        place,
        as_of,
        is_partial,
        date_trunc('month', as_of)::date as first_day,
    from customers.calendar
    where place > (select max(place) - 36 from customers.calendar)
),

days as (
    select
        unnest(generate_series(first_day::timestamp, as_of::timestamp, interval 1 day))::date as day,
        place,
    from months
),

cohorts as (
    select
        customers.customer_number,
        days.place as cohort,
    from staging.customers as customers
    inner join days on customers.first_ordered_on = days.day
),

sizes as (
    select
        cohort,
        count(*) as customers,
    from cohorts
    group by cohort
),

-- Whose last sale as of a month's end lies in that month has ordered in it: no need to read the sales for this.
active as (
    select
        cohorts.cohort,
        months.place,
        count(*) as customers,
    from customers.activity as activity
    inner join months
        on activity.as_of = months.as_of
        and activity.last_ordered_on >= months.first_day
    inner join cohorts on activity.customer_number = cohorts.customer_number
    group by cohorts.cohort, months.place
),

spent as (
    select
        cohorts.cohort,
        days.place,
        sum(sales.amount) as revenue,
    from staging.sales as sales
    inner join days on sales.ordered_on = days.day
    inner join cohorts on sales.customer_number = cohorts.customer_number
    group by cohorts.cohort, days.place
),

facts as (
    select
        began.first_day as cohort_month,
        later.place - began.place as months_later,
        later.is_partial,
        sizes.customers as cohort_customers,
        coalesce(active.customers, 0) as active_customers,
        coalesce(spent.revenue, 0) as revenue,
        privacy.smallest_cell - 1 as hidden,
    from sizes
    inner join months as began on sizes.cohort = began.place
    inner join months as later on sizes.cohort <= later.place
    left join active on sizes.cohort = active.cohort and later.place = active.place
    left join spent on sizes.cohort = spent.cohort and later.place = spent.place
    cross join thresholds.privacy as privacy
)

select
    cohort_month,
    months_later::integer as months_later,
    is_partial,
    (case when cohort_customers > hidden then cohort_customers end)::integer as cohort_customers,
    (case when active_customers not between 1 and hidden then active_customers end)::integer as active_customers,
    (case when active_customers > hidden or revenue = 0 then revenue end)::double as revenue,
from facts
order by cohort_month, months_later
