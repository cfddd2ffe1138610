-- One row per snapshot and customer who has entered: what the scores and stages are made of.
-- Who had no order in the snapshot's reach has lapsed: every figure is 0, and the days and sums so far are null.
-- last_sale_code is that of staging.sales: the last sale's day and the gap before it.
-- One pass per snapshot over the days that matter beats one join of all orders with all snapshots.
-- grain: as_of, customer_number
-- for each: customers.calendar
select
    $as_of as as_of,
    customers.customer_number,
    customers.first_ordered_on,
    (date '0001-01-01' + (recent.last_sale_code // 65536)::integer)::date as last_ordered_on,
    (recent.last_sale_code % 65536)::integer as gap_days,
    coalesce(recent.frequency, 0)::integer as frequency,
    coalesce(recent.monetary, 0)::decimal(18, 4) as monetary,
    coalesce(recent.growth_revenue, 0)::decimal(18, 4) as growth_revenue,
    coalesce(recent.growth_base, 0)::decimal(18, 4) as growth_base,
    recent.sales_so_far,
    recent.revenue_so_far,
from staging.customers as customers
left join (
    select
        customer_number,
        max(sale_code) as last_sale_code,
        count(sale_code) filter (where ordered_on > $window_after) as frequency,
        sum(amount) filter (where ordered_on > $window_after) as monetary,
        sum(amount) filter (where ordered_on > $growth_after) as growth_revenue,
        sum(amount) filter (where ordered_on <= $growth_after and ordered_on > $growth_base_after) as growth_base,
        max(sales_so_far) as sales_so_far,
        arg_max(revenue_so_far, ordered_on) as revenue_so_far,
    from staging.sales
    where ordered_on > $reach_after
        and ordered_on <= $as_of
        and customer_number <= $entered
    group by customer_number
) as recent
    on customers.customer_number = recent.customer_number
where customers.customer_number <= $entered
-- Chunks of customers are read without the rest, here and in customers.states, which keeps this order.
order by customers.customer_number
