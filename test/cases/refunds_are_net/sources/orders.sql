-- One row per order; a negative amount is a refund.
select *
from (values
    ('1', 'partly', '2025-10-01', 100),
    ('2', 'partly', '2025-12-31', -30.5),
    ('3', 'fully', '2025-11-01', 50),
    ('4', 'fully', '2025-11-05', -50),
    ('5', 'older_sale', '2024-06-01', 80),
    ('6', 'older_sale', '2025-06-01', -80),
    ('7', 'older_sale', '2025-12-01', 20),
    ('8', 'refund_first', '2025-11-01', -10),
    ('9', 'refund_first', '2025-12-10', 25),
    ('10', 'only_refund', '2025-12-01', -5)
) as rows (order_id, customer_id, ordered_at, amount)
