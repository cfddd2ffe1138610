-- One row per order: ann bought once for much, bob often, cy twice for little, dee the most often; a refund of bob's leaves
-- him 50 an order.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days as ordered_at,
    amount,
from (values ('ann', 0, 1, 100), ('bob', 10, 4, 60), ('cy', 20, 2, 10), ('dee', 30, 8, 30)) as people (customer_id, days, orders, amount)
cross join range(1, 9) as orders (number)
where number <= people.orders
union all
select 99, 'bob', date '2025-12-30', -40
