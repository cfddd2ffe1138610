-- One row per snapshot and customer who ordered in its reach: what the scores and stages are made of.
-- Customers who have entered but are not here have had no order for so long that every figure is known: they have
-- lapsed. One pass per snapshot over the days that matter beats one join of all orders with all snapshots.
-- last_sale_code is that of staging.sales: the last sale's day and the gap before it.
-- grain: as_of, customer_number
-- for each: customers.calendar
select
    $as_of as as_of,
    customer_number,
    (date '0001-01-01' + (max(sale_code) // 65536)::integer)::date as last_ordered_on,
    (max(sale_code) % 65536)::integer as gap_days,
    count(case when ordered_on > $window_after then sale_code end)::integer as frequency,
    coalesce(sum(case when ordered_on > $window_after then amount end), 0)::decimal(18, 4) as monetary,
    coalesce(sum(case when ordered_on > $growth_after then amount end), 0)::decimal(18, 4) as growth_revenue,
    coalesce(
        sum(case when ordered_on <= $growth_after and ordered_on > $growth_base_after then amount end), 0
    )::decimal(18, 4) as growth_base,
from staging.sales
where ordered_on > $reach_after
    and ordered_on <= $as_of
    and customer_number <= $entered
group by customer_number
