-- One row per counted order, as narrow as it gets: what every snapshot is made of. sale_code is null for a refund; for a
-- sale it holds the day (from 0001-01-01) times 65536 plus the days since the customer's sale before (0: the first), so
-- that one max() finds the last sale's day and the gap that it ended. sales_so_far and revenue_so_far are the customer's
-- up to the end of the day. Rows of a customer stand together, which halves the cost of grouping by customer.
select
    customer_number,
    ordered_on,
    amount,
    case
        when is_sale then (ordered_on - date '0001-01-01') * 65536
            + least(coalesce(ordered_on - previous_ordered_on, 0), 65535)
    end as sale_code,
    is_sale,
    sales_so_far,
    revenue_so_far,
from (
    select
        customers.customer_number,
        orders.ordered_on,
        orders.amount,
        orders.is_sale,
        -- Parted and sorted as what follows, so that one sort serves both.
        lag(case when orders.is_sale then orders.ordered_on end ignore nulls) over (
            partition by customers.customer_number
            order by orders.ordered_on, orders.amount
        ) as previous_ordered_on,
        (count(case when orders.is_sale then 1 end) over days)::integer as sales_so_far,
        (sum(orders.amount) over days)::decimal(18, 4) as revenue_so_far,
    from staging.counted_orders as orders
    inner join (
        select
            customer_number,
            ordering_id,
        from staging.customers
        where ordering_id is not null
    ) as customers
        on orders.customer_id = customers.ordering_id
    window days as (partition by customers.customer_number order by orders.ordered_on)
) as placed
