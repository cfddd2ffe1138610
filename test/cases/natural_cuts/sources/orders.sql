-- One row per order: eight customers whose days, numbers of orders and amounts lie in five groups each.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    amount / orders as amount,
from (values
    ('a', 0, 1, 10), ('b', 1, 1, 11),
    ('c', 10, 2, 100), ('d', 11, 2, 105),
    ('e', 20, 4, 1000),
    ('f', 30, 8, 10000),
    ('g', 50, 16, 100000), ('h', 50, 16, 120000),
    ('i', 0, 1, 0)
) as rows (customer_id, days_ago, orders, amount)
cross join generate_series(1, orders) as steps (step)
