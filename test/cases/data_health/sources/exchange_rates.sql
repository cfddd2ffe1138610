-- One row per currency and day: of two rates for a day the higher holds.
select *
from (values
    ('eur', '2025-01-01', '1.05'),
    ('EUR', '2025-01-01', '1.10'),
    ('EUR', '2025-01-02', '0'),
    ('EUR', '2025-01-32', '1.1'),
    ('EUR', null, '1.1'),
    (' ', '2025-01-02', '1.1')
) as rows (currency, day, rate)
