-- One row per order: a customer for each of the 27 codes. Recency 0, 181 or 366 days; one to three orders; 1, 10 or 100.
select
    row_number() over () as order_id,
    100 * r + 10 * f + m as customer_id,
    date '2025-12-31' - (case r when 3 then 0 when 2 then 181 else 366 end) as ordered_at,
    case when number = 1 then 10 ** m else 0 end as amount,
from range(1, 4) as recencies (r)
cross join range(1, 4) as frequencies (f)
cross join range(1, 4) as amounts (m)
cross join range(1, 4) as orders (number)
where number <= f
