-- One row per customer, some twice, one without an id.
select *
from (values
    ('ann', 'north', '2025-02-01'),
    ('ann', 'south', '2025-01-01'),
    (' 007 ', 'east', null),
    ('7', 'west', '2025-03-01'),
    ('', 'west', '2025-03-01'),
    (null, 'east', '2025-03-01')
) as rows (customer_id, region, created_at)
