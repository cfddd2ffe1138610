-- One row per customer: when each became known.
select *
from (values
    ('ann', '2025-01-01'),
    ('bob', '2025-11-30'),
    ('in december', '2025-12-01'),
    ('tomorrow', '2026-01-01'),
    ('undated', null)
) as rows (customer_id, created_at)
