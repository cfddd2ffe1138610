-- One row per order: ten customers, with ties at every cut point.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    amount,
from (values
    ('a', 0, 10), ('b', 1, 10), ('c', 1, 10), ('d', 1, 20), ('e', 4, 20),
    ('f', 5, 30), ('g', 5, 40), ('h', 7, 40), ('i', 8, 40), ('j', 9, 50),
    -- Without a sale in the window: not counted for the cut points, and 1 for all.
    ('out', 400, 9999)
) as rows (customer_id, days_ago, amount)
