-- One row per order: a hundred customers who paid 1, 2, … 100, and some without revenue in the window.
select
    amount as order_id,
    'paid ' || amount as customer_id,
    '2025-12-31' as ordered_at,
    amount,
from range(1, 101) as amounts (amount)
union all
select
    *
from (values
    (101, 'free', '2025-12-31', 0),
    (102, 'refunded', '2025-12-30', 70),
    (103, 'refunded', '2025-12-31', -90),
    (104, 'lapsed', '2020-01-01', 9999)
) as others (order_id, customer_id, ordered_at, amount)
