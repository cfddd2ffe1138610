-- One row per order: customers on the edges of the rules, with r days since the sales, f orders and m paid.
select
    row_number() over () as order_id,
    name as customer_id,
    date '2025-12-31' - r as ordered_at,
    case when number = 1 then m else 0 end as amount,
from (values
    ('platinum', 30, 10, 50000),
    ('platinum but 31 days', 31, 10, 50000),
    ('platinum but 9 orders', 30, 9, 50000),
    ('platinum but 49999.99', 30, 10, 49999.99),
    ('gold', 30, 5, 20000),
    ('gold but 4 orders', 30, 4, 20000),
    ('gold but 19999.99', 30, 5, 19999.99),
    ('ordinary', 300, 2, 5000),
    ('ordinary today', 0, 1, 1),
    ('ordinary but 3 orders', 0, 3, 5000),
    ('ordinary but 5000.01', 0, 2, 5000.01),
    ('lapsed', 700, 20, 90000)
) as rows (name, r, f, m)
cross join range(1, 21) as orders (number)
where number <= f
