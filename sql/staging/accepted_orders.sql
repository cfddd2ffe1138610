-- One row per accepted order, its ids of the type that the source gives them: text or whole numbers.
-- stored: as a view
select
    * exclude (reason, source_row, unreadable),
from staging.read_orders
where reason is null
    and order_id not in (select order_id from staging.repeated_order_ids)
union all by name
select
    * exclude (reason, source_row, unreadable, place),
from staging.repeated_orders
where place = 1
