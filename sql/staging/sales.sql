-- One row per counted order, as narrow as it gets: what every snapshot is made of. sale_code is null for a refund; for a
-- sale it holds the day (from 0001-01-01) times 65536 plus the days since the customer's sale before (0: the first), so
-- that one max() finds the last sale's day and the gap that it ended. Rows of a customer stand together, which halves
-- the cost of grouping by customer.
select
    customer_number,
    ordered_on,
    amount,
    case
        when is_sale then (ordered_on - date '0001-01-01') * 65536
            + least(coalesce(ordered_on - previous_ordered_on, 0), 65535)
    end as sale_code,
    is_sale,
from (
    select
        customers.customer_number,
        orders.ordered_on,
        orders.amount,
        orders.is_sale,
        lag(orders.ordered_on) over (
            partition by customers.customer_number, orders.is_sale
            order by orders.ordered_on, orders.amount
        ) as previous_ordered_on,
    from staging.counted_orders as orders
    inner join (
        select
            customer_number,
            ordering_id,
        from staging.customers
        where ordering_id is not null
    ) as customers
        on orders.customer_id = customers.ordering_id
) as placed
