-- One row per order id that stands on more than one row which could be accepted.
-- Ids are looked for in blocks first: 32 whole numbers are a block with a bit for each, so that a file numbered without
-- gaps is grouped into a 32nd of its rows. A text is a block of its own. See loaders/sql/readers.ts.
-- grain: order_id
with crowded as (
    select block_of_id(order_id) as block
    from staging.read_orders
    where reason is null
    group by block_of_id(order_id)
    having count(*) > bit_count(bit_or(bit_of_id(order_id)))
)

select orders.order_id
from staging.read_orders as orders
inner join crowded on block_of_id(orders.order_id) = crowded.block
where orders.reason is null
group by orders.order_id
having count(*) > 1
