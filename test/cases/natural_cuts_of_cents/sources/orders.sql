-- One row per order: a hundred customers with each of five amounts, and one whom a refund left a cent.
select
    row_number() over () as order_id,
    format('{} {}', amount, customer) as customer_id,
    date '2025-12-31' as ordered_at,
    amount,
from (values (100), (200), (400), (800), (1600)) as amounts (amount)
cross join generate_series(1, 100) as customers (customer)
union all
select
    1000,
    'cents',
    date '2025-12-31',
    100,
union all
select
    1001,
    'cents',
    date '2025-12-31',
    -99.99
