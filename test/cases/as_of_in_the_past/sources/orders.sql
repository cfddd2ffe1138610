-- One row per order, some after the day that the thresholds name.
select *
from (values
    ('1', 'ann', '2025-01-15', 10),
    ('2', 'ann', '2025-06-10', 10),
    ('3', 'ann', '2025-06-11', 10),
    ('4', 'bob', '2025-07-01', 10)
) as rows (order_id, customer_id, ordered_at, amount)
