-- One row per month and channel; a month may be written without its day.
select *
from (values
    ('2025-01', 'search', '100'),
    ('2025-02-01', 'search', '120.50'),
    ('2025-03', null, '1'),
    ('March', 'search', '1'),
    ('', 'search', '1'),
    ('2025-04', 'search', 'much'),
    ('2025-05', 'search', null)
) as rows (month, source_channel, amount)
