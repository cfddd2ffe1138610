-- One row per cohort (customers by the month of their first order, of the last 36 months with a snapshot) and month
-- since: how many of them ordered in it, and their revenue. Fewer than the smallest cell: null (thresholds.privacy).
-- grain: cohort_month, months_later
with days as (
    select
        unnest(
            generate_series(date_trunc('month', as_of)::timestamp, as_of::timestamp, interval 1 day)
        )::date as day,
        place,
        place - (select max(place) - 36 from customers.calendar) as bit,
    from customers.calendar
    where place > (select max(place) - 36 from customers.calendar)
),

cohorts as (
    select
        customers.customer_number,
        days.place,
    from staging.customers as customers
    inner join days on customers.first_ordered_on = days.day
),

-- Each customer's months with a sale as the bits of one number: one group per customer instead of one per month.
months_with_sale as (
    select
        sales.customer_number,
        bit_or(1::bigint << days.bit) as months,
    from staging.sales as sales
    inner join days on sales.ordered_on = days.day
    where sales.is_sale
    group by sales.customer_number
),

active as (
    select
        cohorts.place as cohort,
        later.place,
        count(*) as cohort_customers,
        count(case when ((months_with_sale.months >> later.bit) & 1) = 1 then 1 end) as active_customers,
    from cohorts
    inner join months_with_sale on cohorts.customer_number = months_with_sale.customer_number
    inner join (
        select distinct
            place,
            bit,
        from days
    ) as later
        on cohorts.place <= later.place
    group by cohorts.place, later.place
),

spent as (
    select
        cohorts.place as cohort,
        days.place,
        sum(sales.amount) as revenue,
    from staging.sales as sales
    inner join days on sales.ordered_on = days.day
    inner join cohorts on sales.customer_number = cohorts.customer_number
    group by cohorts.place, days.place
),

facts as (
    select
        active.*,
        coalesce(spent.revenue, 0) as revenue,
        privacy.smallest_cell - 1 as hidden,
    from active
    left join spent on active.cohort = spent.cohort and active.place = spent.place
    cross join thresholds.privacy as privacy
)

select
    date_trunc('month', began.as_of)::date as cohort_month,
    (facts.place - facts.cohort)::integer as months_later,
    later.is_partial,
    (case when facts.cohort_customers > facts.hidden then facts.cohort_customers end)::integer as cohort_customers,
    (case when facts.active_customers not between 1 and facts.hidden then facts.active_customers end)::integer
        as active_customers,
    (case when facts.active_customers > facts.hidden or facts.revenue = 0 then facts.revenue end)::double as revenue,
from facts
inner join customers.calendar as began on facts.cohort = began.place
inner join customers.calendar as later on facts.place = later.place
order by cohort_month, months_later
