-- One row per customer: the second row of a is rejected, and the day of b can't be read, which leaves it empty.
select *
from (values
    ('a', '2024-12-31', 'north'),
    ('a', '2025-01-02', 'south'),
    ('b', 'yesterday', null)
) as rows (customer_id, created_at, region)
