-- One row per order.
select *
from (values
    ('1', 'ann', '2025-12-01', '10'),
    ('2', '007', '2025-12-31', '10')
) as rows (order_id, customer_id, ordered_at, amount)
