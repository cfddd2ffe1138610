-- One row per tier model and snapshot whose revenue is not that of staging.sales: of all customers who have entered, in
-- the window.
with days as (
    select
        ordered_on,
        sum(amount) as revenue,
    from staging.sales
    group by ordered_on
),

-- What was ordered before the first sale (a refund, a free order) counts from then on only.
early as (
    select
        sales.ordered_on,
        customers.first_ordered_on,
        sum(sales.amount) as revenue,
    from staging.sales as sales
    inner join staging.customers as customers on sales.customer_number = customers.customer_number
    where not sales.is_sale
        and (customers.first_ordered_on is null or sales.ordered_on < customers.first_ordered_on)
    group by sales.ordered_on, customers.first_ordered_on
),

staged as (
    select
        calendar.as_of,
        coalesce(
            (
                select sum(days.revenue)
                from days
                where days.ordered_on > calendar.window_after and days.ordered_on <= calendar.as_of
            ), 0
        )
        - coalesce(
            (
                select sum(early.revenue)
                from early
                where early.ordered_on > calendar.window_after
                    and early.ordered_on <= calendar.as_of
                    and (early.first_ordered_on is null or early.first_ordered_on > calendar.as_of)
            ), 0
        ) as revenue,
    from customers.calendar as calendar
),

counted as (
    select
        as_of,
        sum(revenue) as revenue,
    from customers.state_counts
    group by as_of
),

reported as (
    select
        model,
        as_of,
        sum(revenue) as revenue,
    from marts.tier_sizes
    group by model, as_of
)

select
    format(
        'at {} the orders in the window come to {}, but customers.state_counts holds {} and marts.tier_sizes, {}, {}',
        staged.as_of, staged.revenue, counted.revenue, reported.model, round(reported.revenue, 4)
    ) as problem,
from staged
left join counted on staged.as_of = counted.as_of
left join reported on staged.as_of = reported.as_of
-- Marts hold floating-point numbers: equal to one part in a thousand million.
where coalesce(counted.revenue, 0) <> staged.revenue
    or not coalesce(abs(reported.revenue - staged.revenue) <= 0.0001 + abs(staged.revenue) * 1e-9, false)
order by staged.as_of, reported.model
