-- One row per order, its lines added up less their discounts. Ship addresses hold commas that are not quoted, but what is
-- asked for stands before them.
with orders as (
    select string_split(line, ',') as fields,
    from read_csv(
        '../shared/datasets/northwind/orders.csv',
        auto_detect = false,
        header = true,
        delim = '|',
        quote = '',
        escape = '',
        columns = {'line': 'varchar'}
    )
)

select
    orders.fields[1] as order_id,
    orders.fields[2] as customer_id,
    orders.fields[4] as ordered_at,
    sum(
        lines."unitPrice"::decimal(9, 2) * lines.quantity::integer * (1 - lines.discount::decimal(4, 2))
    )::decimal(18, 4) as amount,
    sum(lines.quantity::integer) as quantity,
    nullif(orders.fields[5], 'NULL') as due_at,
from orders
inner join read_csv(
    '../shared/datasets/northwind/order-details.csv',
    header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true
) as lines
    on orders.fields[1] = lines."orderID"
group by orders.fields
