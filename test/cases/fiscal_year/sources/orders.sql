-- One row per order: on the first and the last days of fiscal years.
select
    row_number() over () as order_id,
    customer_id,
    ordered_at,
    amount,
from (values
    ('a', '2024-03-31', 1), ('a', '2024-04-01', 2), ('a', '2025-03-31', 4), ('a', '2025-04-01', 8), ('a', '2025-06-15', 16)
) as rows (customer_id, ordered_at, amount)
