-- One row per order: two customers who reach every line, the second of them just so, and eight who miss all.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    amount,
from (values
    ('best', 0, 4000), ('best', 40, 1000), ('best', 41, 0),
    ('just', 30, 999), ('just', 31, 1),
    ('a', 31, 80), ('b', 40, 70), ('c', 50, 60), ('d', 60, 50),
    ('e', 70, 40), ('f', 80, 30), ('g', 90, 20), ('h', 100, 10)
) as rows (customer_id, days_ago, amount)
