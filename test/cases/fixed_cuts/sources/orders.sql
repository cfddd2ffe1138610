-- One row per order: each customer on the edge of a score.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    amount,
from (values
    ('r5', 10, 1), ('r4', 11, 1), ('r4 too', 20, 1), ('r3', 30, 1), ('r2', 40, 1), ('r1', 41, 1), ('r1 too', 3000, 1),
    ('f2', 0, 1), ('f2', 0, 1),
    ('f5', 0, 1), ('f5', 0, 1), ('f5', 0, 1), ('f5', 0, 1), ('f5', 0, 1), ('f5', 0, 1),
    ('m1', 0, 199.9999), ('m2', 0, 200), ('m4', 0, 499.99), ('m5', 0, 500)
) as rows (customer_id, days_ago, amount)
