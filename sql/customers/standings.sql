-- One row per customer and snapshot that migration compares: what two snapshots of a customer are compared by.
-- Money is in ten-thousandths, as whole numbers; nothing is null: both make a comparison cost a third. Who has lapsed ordered
-- very long ago, and has no order left in a window.
-- grain: slot, customer_number
-- stored: as a view
select
    states.slot,
    states.customer_number,
    states.tiers,
    states.as_of - date '0001-01-01' as day,
    coalesce(states.last_ordered_on - date '0001-01-01', -99999999)::integer as last_day,
    coalesce(states.as_of - states.last_ordered_on, 99999999)::integer as recency_days,
    coalesce(states.gap_days, 0) as gap_days,
    states.frequency,
    coalesce(states.sales_so_far, 0) as sales,
    coalesce(states.sales_so_far - states.frequency, 2147483647)::integer as sales_before_window,
    in_ten_thousandths(states.monetary) as monetary,
    in_ten_thousandths(coalesce(states.revenue_so_far, 0)) as revenue,
    in_ten_thousandths(coalesce(states.revenue_so_far - states.monetary, 0)) as revenue_before_window,
    in_ten_thousandths(coalesce(states.revenue_so_far - states.growth_revenue, 0)) as revenue_before_growth,
    in_ten_thousandths(coalesce(states.revenue_so_far - states.growth_revenue - states.growth_base, 0)) as revenue_before_base,
    calendar.growth_after - date '0001-01-01' as growth_after_day,
    calendar.growth_base_after - date '0001-01-01' as base_after_day,
    states.customer_number > limits.entered_before_new as is_new,
from customers.states as states
inner join customers.calendar as calendar on states.as_of = calendar.as_of
inner join customers.limits as limits on states.as_of = limits.as_of
where states.slot < 24
