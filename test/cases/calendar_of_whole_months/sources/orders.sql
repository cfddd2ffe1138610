-- One row per order: the newest is on a month's last day.
select *
from (values
    ('1', 'ann', '2024-01-31', 10),
    ('2', 'ann', '2024-02-29', 10)
) as rows (order_id, customer_id, ordered_at, amount)
