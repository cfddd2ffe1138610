-- One row per order: a customer for each of high and low recency, frequency and monetary, named in that order.
select
    row_number() over () as order_id,
    r || f || m as customer_id,
    date '2025-12-31' - (case r when 'H' then 0 else 100 end) as ordered_at,
    case when number > 1 then 0 when m = 'H' then 100 else 10 end as amount,
from (values ('H'), ('L')) as recencies (r)
cross join (values ('H'), ('L')) as frequencies (f)
cross join (values ('H'), ('L')) as amounts (m)
cross join range(1, 4) as orders (number)
where number = 1 or f = 'H'
