-- One row per order: seven customers, some of whom paid the same.
select *
from (values
    ('1', 'a', '2025-12-31', 50),
    ('2', 'b', '2025-12-31', 50),
    ('3', 'c', '2025-12-31', 50),
    ('4', 'd', '2025-12-31', 20),
    ('5', 'e', '2025-12-31', 20),
    ('6', 'f', '2025-12-31', 5),
    ('7', 'g', '2025-12-31', 5)
) as rows (order_id, customer_id, ordered_at, amount)
