-- One row per order: the only source that this overlay maps, with the required columns only.
select *
from (values ('1', 'ann', '2025-12-31', 10)) as rows (order_id, customer_id, ordered_at, amount)
