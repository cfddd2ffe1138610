-- One row per accepted order, amounts in the reporting currency (amount_in_currency: as ordered); negative: a refund.
-- stored: as a view
select
    * exclude (reason, source_row),
from staging.read_orders
where reason is null
    and order_id not in (select order_id from staging.repeated_order_ids)
union all by name
select
    * exclude (reason, source_row, place),
from staging.repeated_orders
where place = 1
