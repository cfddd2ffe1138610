-- One row per order, with the days that files hold.
select
    row_number() over () as order_id,
    'ann' as customer_id,
    ordered_at,
    1 as amount,
from (values
    ('2025-12-31'),
    ('2025-12-31T23:59:59'),
    ('2025/3/4'),
    ('2025-03-04 05:06:07.5'),
    ('20250304'),
    (' 2025-03-04 '),
    -- Excel's days since 1899-12-30: 45993 is 2025-12-02, and half of it noon.
    ('45993'),
    ('45993.5'),
    ('2024-02-29'),
    ('2025-02-29'),
    ('2025-13-01'),
    ('2026-01-01'),
    ('1989-12-31'),
    ('1990-01-01'),
    ('yesterday'),
    ('03/04/2025'),
    ('1'),
    (''),
    (null)
) as rows (ordered_at)
