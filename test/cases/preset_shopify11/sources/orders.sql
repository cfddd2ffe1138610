-- One row per order: for each recency five customers, named by their scores of R, F and M. The mean of F and M is 1, 1.5,
-- 2.5, 3.5 and 4.5.
select
    row_number() over () as order_id,
    'r' || r || ' f' || f || ' m' || m as customer_id,
    date '2025-12-31' - (5 - r::integer) * 11 as ordered_at,
    case when number = 1 then 100 * m else 0 end as amount,
from range(1, 6) as recencies (r)
cross join (values (1, 1), (1, 2), (2, 3), (3, 4), (4, 5)) as scores (f, m)
cross join range(1, 6) as orders (number)
where number <= f
