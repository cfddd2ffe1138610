-- One row per order, in days before 2025-12-31.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    amount,
from (values
    ('today', 0, 1),
    ('first_sale_31', 31, 10),
    ('last_sale_60', 60, 10),
    ('last_sale_61', 61, 10),
    ('last_sale_500', 500, 10),
    ('last_sale_501', 501, 10),
    ('gap_70', 40, 10),
    ('gap_70', 110, 10),
    ('gap_71', 40, 10),
    ('gap_71', 111, 10)
) as rows (customer_id, days_ago, amount)
