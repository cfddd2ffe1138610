-- One row per order: around the first day of the window of 365 days, which is 2025-01-01.
select *
from (values
    ('1', 'today', '2025-12-31 23:59:59', 1),
    ('2', 'first_day_in', '2025-01-01', 10),
    ('3', 'last_day_out', '2024-12-31', 10),
    ('4', 'further_out', '2024-12-30', 10),
    ('5', 'both', '2024-12-31 23:59:59', 100),
    ('6', 'both', '2025-01-01 00:00:00', 7)
) as rows (order_id, customer_id, ordered_at, amount)
