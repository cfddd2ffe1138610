-- One row per contact, the last four of no use.
select *
from (values
    ('a', '2025-01-06', 'Visit', 'web', 'nine'),
    ('b', '2025-01-09', 'survey', null, '9'),
    ('', '2025-01-06', 'visit', 'web', null),
    ('a', null, 'visit', 'web', null),
    ('a', 'today', 'visit', 'web', null),
    ('a', '2025-01-06', ' ', 'web', null)
) as rows (customer_id, occurred_at, kind, channel, score)
