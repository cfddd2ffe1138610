-- One row per accepted order that counts (not cancelled): a sale, or a refund.
-- stored: as a view
select
    orders.order_id,
    orders.customer_id,
    orders.ordered_at::date as ordered_on,
    orders.amount,
    orders.amount > 0 or (orders.amount = 0 and calendar.counts_free_orders) as is_sale,
from staging.accepted_orders as orders
cross join thresholds.calendar as calendar
where orders.is_counted
