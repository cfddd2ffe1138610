-- One row per order: seven customers whose scores are told by 60 days, 3 orders and the mean of revenue.
select
    row_number() over () as order_id,
    customer_id,
    ordered_at::date as ordered_at,
    amount,
from (values
    ('waits', '2025-10-15', 100),
    ('buys', '2025-11-20', 100), ('buys', '2025-12-05', 100), ('buys', '2025-12-10', 100),
    ('drifts', '2025-11-25', 500),
    ('spends', '2025-11-10', 100), ('spends', '2025-12-20', 10000),
    ('too late', '2024-12-10', 10), ('too late', '2024-12-12', 10), ('too late', '2025-11-01', 10), ('too late', '2025-12-15', 10),
    ('returns', '2025-11-05', 400), ('returns', '2025-12-10', -390)
) as rows (customer_id, ordered_at, amount)
