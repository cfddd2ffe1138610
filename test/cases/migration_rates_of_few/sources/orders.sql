-- One row per order: three snapshots and customers who move between levels of the pyramid.
select *
from (values
    ('1', 'steady', '2025-10-01', 100),
    ('2', 'riser', '2025-10-02', 10),
    ('3', 'faller', '2024-11-15', 500),
    ('4', 'faller', '2025-10-03', 5),
    ('5', 'riser', '2025-11-20', 300),
    ('6', 'newcomer', '2025-11-25', 20),
    ('7', 'lapsing', '2024-12-05', 7),
    ('8', 'late', '2025-12-31', 1)
) as rows (order_id, customer_id, ordered_at, amount)
