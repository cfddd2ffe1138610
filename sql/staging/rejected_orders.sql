-- One row per rejected source row of orders: the reason, and the row as the source has it, as JSON.
-- stored: as a view
select
    reason,
    order_id::varchar as order_id,
    customer_id::varchar as customer_id,
    source_row,
from staging.read_orders
where reason is not null
union all
select
    'repeated_order_id' as reason,
    order_id::varchar as order_id,
    customer_id::varchar as customer_id,
    source_row,
from staging.repeated_orders
where place > 1
