-- One row per order: four customers whose means are whole numbers, and one outside the window.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    amount,
from (values
    ('low', 100, 10),
    ('mean', 40, 20), ('mean', 50, 20),
    ('mean too', 40, 40), ('mean too', 40, 0),
    ('high', 0, 50), ('high', 1, 15), ('high', 2, 5),
    ('out', 366, 1000)
) as rows (customer_id, days_ago, amount)
