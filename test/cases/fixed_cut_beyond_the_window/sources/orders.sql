-- One row per order, in days before 2025-12-31.
select
    row_number() over () as order_id,
    customer_id,
    date '2025-12-31' - days_ago as ordered_at,
    1 as amount,
from (values ('today', 0), ('on the day', 700), ('a day later', 701)) as rows (customer_id, days_ago)
