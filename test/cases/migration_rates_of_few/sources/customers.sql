-- One row per customer: newcomer was known before buying.
select *
from (values ('newcomer', '2025-01-01')) as rows (customer_id, created_at)
