-- One row per order: 49 customers who each paid 0.07, whose mean is 0.07000000000000002 in floating point.
select
    number as order_id,
    number as customer_id,
    '2025-12-31' as ordered_at,
    0.07 as amount,
from range(49) as numbers (number)
