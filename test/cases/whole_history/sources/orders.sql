-- One row per order, years apart.
select *
from (values
    ('1', 'ann', '2010-05-05', 100),
    ('2', 'ann', '2015-05-05', -30),
    ('3', 'ann', '2025-12-31', 7),
    ('4', 'bob', '2011-01-01', 5)
) as rows (order_id, customer_id, ordered_at, amount)
