-- One row per customer in a campaign: a is in spring twice, and the later row is one too many.
select *
from (values
    ('spring', 'a', '2025-03-01', 'treatment'),
    ('spring', 'a', '2025-03-02', 'control'),
    ('spring', 'b', '2025-03-01', 'control'),
    (null, 'b', '2025-03-01', 'control'),
    ('autumn', null, '2025-03-01', 'control'),
    ('autumn', 'b', '', 'control'),
    ('autumn', 'c', 'soon', 'control')
) as rows (campaign_id, customer_id, assigned_at, variant)
