-- One row per order: five customers of October, and five big ones who come in December.
select
    row_number() over () as order_id,
    customer_id,
    ordered_at,
    amount,
from (values
    ('a', '2025-10-31', 10), ('b', '2025-10-31', 20), ('c', '2025-10-31', 30), ('d', '2025-10-31', 40), ('e', '2025-10-31', 50),
    ('v', '2025-12-31', 100), ('w', '2025-12-31', 200), ('x', '2025-12-31', 300), ('y', '2025-12-31', 400), ('z', '2025-12-31', 500)
) as rows (customer_id, ordered_at, amount)
