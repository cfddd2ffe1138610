-- One row per order.
select *
from (values
    ('1', 'ann', '2025-11-15', 10),
    ('2', 'bob', '2025-12-31', 10)
) as rows (order_id, customer_id, ordered_at, amount)
