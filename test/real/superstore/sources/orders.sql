-- One row per order, its lines added up; and one more per returned order, which takes all of it back.
with orders as (
    select
        "Order ID" as order_id,
        "Customer ID" as customer_id,
        strptime("Order Date", '%m/%d/%Y')::date as ordered_at,
        sum("Sales"::decimal(18, 4)) as amount,
        sum("Quantity"::integer) as quantity,
    from read_csv(
        '../shared/datasets/superstore/orders.csv',
        header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true
    )
    group by "Order ID", "Customer ID", "Order Date"
)

select *
from orders
union all
select
    'return of ' || order_id as order_id,
    customer_id,
    ordered_at, -- the day of the return is not in the data
    -amount as amount,
    quantity,
from orders
where order_id in (
    select "Order ID"
    from read_csv(
        '../shared/datasets/superstore/returns.csv',
        header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true
    )
)
