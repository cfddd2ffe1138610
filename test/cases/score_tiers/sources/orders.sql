-- One row per order: a customer of every total score, R + F + M, from 3 to 15. See rfm_cuts: r days ago, f orders, m paid.
select
    row_number() over () as order_id,
    'total ' || total as customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    case when number = 1 then paid else 0 end as amount,
from (values
    (3, 45, 1, 100),
    (4, 35, 1, 100),
    (5, 25, 1, 100),
    (6, 15, 1, 100),
    (7, 0, 1, 100),
    (8, 5, 2, 100),
    (9, 5, 3, 100),
    (10, 5, 4, 100),
    (11, 5, 5, 100),
    (12, 5, 5, 200),
    (13, 5, 5, 300),
    (14, 5, 5, 400),
    (15, 5, 5, 500)
) as rows (total, days_ago, orders, paid)
cross join range(1, 6) as numbers (number)
where number <= orders
