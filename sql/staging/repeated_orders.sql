-- One row per row with a repeated order id. The earliest is accepted (place 1); among equals the text decides, so
-- that the order in which a file lists them changes nothing.
-- grain: order_id, place
select
    typed.*,
    row_number() over (
        partition by typed.order_id
        order by typed.ordered_at, typed.source_row::varchar
    ) as place,
from staging.typed_orders as typed
inner join staging.repeated_order_ids as repeated on typed.order_id = repeated.order_id
where typed.reason is null
