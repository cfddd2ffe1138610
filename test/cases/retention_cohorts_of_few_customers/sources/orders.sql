-- One row per order: six customers of whom four come back, and four who are new.
select
    row_number() over () as order_id,
    customer_id,
    ordered_at,
    10 as amount,
from (values
    ('a', '2025-11-01'), ('b', '2025-11-01'), ('c', '2025-11-01'), ('d', '2025-11-01'), ('e', '2025-11-01'), ('f', '2025-11-01'),
    ('a', '2025-12-01'), ('b', '2025-12-01'), ('c', '2025-12-01'), ('d', '2025-12-01'),
    ('g', '2025-12-01'), ('h', '2025-12-01'), ('i', '2025-12-01'), ('j', '2025-12-01')
) as rows (customer_id, ordered_at)
