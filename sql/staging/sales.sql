-- One row per counted order, as narrow as it gets: what every snapshot is made of.
select
    customers.customer_number,
    orders.ordered_on,
    orders.amount,
    orders.is_sale,
from staging.counted_orders as orders
inner join staging.customers as customers on orders.customer_id = customers.customer_id
