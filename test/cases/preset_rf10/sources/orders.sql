-- One row per order: a customer in each cell of recency and frequency, named by it.
select
    row_number() over () as order_id,
    'r' || r || ' f' || f as customer_id,
    date '2025-12-31' - (5 - r::integer) * 11 as ordered_at,
    1 as amount,
from range(1, 6) as recencies (r)
cross join range(1, 6) as frequencies (f)
cross join range(1, 6) as orders (number)
where number <= f
