-- One row per order: the newest is a refund within a month.
select *
from (values
    ('1', 'ann', '2025-01-15', 10),
    ('2', 'bob', '2025-03-01', 10),
    ('3', 'bob', '2025-03-30', -10)
) as rows (order_id, customer_id, ordered_at, amount)
