-- One row per order: customers whose scores and stages are known by hand at both snapshots.
select
    row_number() over () as order_id,
    customer_id,
    ordered_at,
    amount,
from (values
    ('star', '2025-11-20', 100), ('star', '2025-11-21', 100), ('star', '2025-11-22', 100), ('star', '2025-11-23', 100),
    ('star', '2025-11-24', 100),
    ('slider', '2025-11-01', 200), ('slider', '2025-11-02', 200), ('slider', '2025-11-03', 200),
    ('slider', '2025-11-04', 200), ('slider', '2025-11-05', 200),
    ('sleeper', '2025-05-16', 300), ('sleeper', '2025-05-17', 300), ('sleeper', '2025-05-18', 300),
    ('sleeper', '2025-05-19', 300), ('sleeper', '2025-05-20', 300),
    ('riser', '2025-11-28', 100), ('riser', '2025-12-10', 150), ('riser', '2025-12-11', 150),
    ('faller', '2025-10-25', 100), ('faller', '2025-10-30', 100),
    ('old', '2024-01-10', 900), ('old', '2025-12-01', -50),
    ('newcomer', '2025-12-12', 30)
) as rows (customer_id, ordered_at, amount)
