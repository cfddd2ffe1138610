-- One row per accepted order, amounts in the reporting currency (amount_in_currency: as ordered); negative: a refund.
-- stored: as a view
select * replace (
    order_id::varchar as order_id,
    customer_id::varchar as customer_id
)
from staging.accepted_orders
