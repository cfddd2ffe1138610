-- One row per order id that stands on more than one row which could be accepted.
-- grain: order_id
select order_id
from staging.read_orders
where reason is null
group by order_id
having count(*) > 1
