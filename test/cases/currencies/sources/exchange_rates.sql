-- One row per currency and day of a rate; it holds until the next one.
select *
from (values
    ('EUR', '2025-12-01', '1.10'),
    ('eur', '2025-12-10', '1.25'),
    ('CNY', '2025-12-15', '0.1401')
) as rows (currency, day, rate)
