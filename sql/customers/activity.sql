-- One row per snapshot and customer who ordered in its reach: what the scores and stages are made of.
-- Customers who have entered but are not here have had no order for so long that every figure is known: see
-- customers.lapsed. One pass per snapshot over the days that matter beats one join of all orders with all snapshots.
-- grain: as_of, customer_number
-- for each: customers.calendar
select
    $as_of as as_of,
    customer_number,
    max(case when is_sale then ordered_on end) as last_ordered_on,
    count(case when is_sale and ordered_on > $window_after then 1 end)::integer as frequency,
    coalesce(sum(case when ordered_on > $window_after then amount end), 0)::decimal(18, 4) as monetary,
    coalesce(sum(case when ordered_on > $growth_after then amount end), 0)::decimal(18, 4) as growth_revenue,
    coalesce(
        sum(case when ordered_on > $growth_base_after and ordered_on <= $growth_after then amount end), 0
    )::decimal(18, 4) as growth_base,
    min(case when is_sale and ordered_on > $gap_after then ordered_on end) as first_in_gap_on,
    max(case when is_sale and ordered_on <= $gap_after then ordered_on end) as last_before_gap_on,
from staging.sales
where ordered_on > $reach_after
    and ordered_on <= $as_of
    and customer_number <= $entered
group by customer_number
