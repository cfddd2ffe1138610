-- One row per order; ann's newest is free.
select *
from (values
    ('1', 'ann', '2025-11-01', 10),
    ('2', 'ann', '2025-12-31', 0),
    ('3', 'bob', '2025-12-01', '0.00')
) as rows (order_id, customer_id, ordered_at, amount)
