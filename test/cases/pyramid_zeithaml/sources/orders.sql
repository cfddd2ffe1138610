-- One row per order: ten customers who paid 1, 2, … 10.
select
    amount as order_id,
    amount as customer_id,
    '2025-12-31' as ordered_at,
    amount,
from range(1, 11) as amounts (amount)
