-- One row per order: customers who come back, stay away, return goods, or bought before the first cohort.
select
    row_number() over () as order_id,
    customer_id,
    ordered_at,
    amount,
from (values
    ('early', '2025-08-05', 500), ('early', '2025-10-05', 500),
    ('a', '2025-10-02', 100), ('a', '2025-11-10', 50), ('a', '2025-11-20', -20), ('a', '2025-12-01', 30),
    ('b', '2025-10-31', 10), ('b', '2025-12-15', 5), ('b', '2025-12-20', 99),
    ('c', '2025-11-01', 0), ('c', '2025-11-30', 7), ('c', '2025-12-02', -7),
    ('d', '2025-10-09', -5), ('d', '2025-11-15', 40),
    ('e', '2025-12-03', 60)
) as rows (customer_id, ordered_at, amount)
