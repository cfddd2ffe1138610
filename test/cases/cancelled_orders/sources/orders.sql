-- One row per order, with what companies write for a cancelled one.
select *
from (values
    ('1', 'ann', '2025-10-01', 10, 'completed'),
    ('2', 'ann', '2025-11-01', 20, null),
    ('3', 'ann', '2025-11-02', 20, ''),
    ('4', 'ann', '2025-12-20', 40, 'Cancelled'),
    ('5', 'ann', '2025-12-21', 40, ' CANCELED '),
    ('6', 'ann', '2025-12-22', 40, '已取消'),
    ('7', 'ann', '2025-12-23', -40, 'void'),
    ('8', 'bob', '2025-12-24', 40, 'cancelled')
) as rows (order_id, customer_id, ordered_at, amount, status)
