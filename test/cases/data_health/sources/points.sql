-- One row per change of points, the last four of no use.
select *
from (values
    ('a', '2025-01-05', '10', 'purchase'),
    ('b', '2025-02-01', '-3.5', null),
    (null, '2025-01-05', '10', 'purchase'),
    ('a', '2025-13-01', '10', 'purchase'),
    ('a', '2025-01-05', null, 'purchase'),
    ('a', '2025-01-05', 'ten', 'purchase')
) as rows (customer_id, changed_at, points, reason)
