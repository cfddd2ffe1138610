-- One row per order of two customers.
select *
from (values
    ('1', 'ann', '2025-11-03', 20),
    ('2', 'bob', '2025-12-31', 30)
) as rows (order_id, customer_id, ordered_at, amount)
