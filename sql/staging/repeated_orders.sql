-- One row per row with a repeated order id. The earliest is accepted (place 1); among equals the text decides, so
-- that the order in which a file lists them changes nothing.
-- grain: order_id, place
with repeated as (
    select
        typed.* exclude (source_columns),
        to_json(typed.source_columns) as source_row,
    from staging.typed_orders as typed
    inner join staging.repeated_order_ids as ids on typed.order_id = ids.order_id
    where typed.reason is null
)

select
    *,
    row_number() over (partition by order_id order by ordered_at, source_row::varchar) as place,
from repeated
