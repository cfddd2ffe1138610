-- One row per order: of the two rows with id 2 the earlier is accepted, and only its status and channel count as filled.
select *
from (values
    ('1', 'a', '2025-01-05', '10', 'USD', null, ' '),
    ('2', 'b', '2025-02-03', '25', 'USD', 'paid', 'store'),
    ('2', 'b', '2025-02-01', '20', null, 'paid', 'web'),
    ('3', ' ', '2025-02-04', '30', 'USD', 'paid', 'web'),
    ('4', 'a', '2025-02-30', '5', 'USD', 'paid', 'web')
) as rows (order_id, customer_id, ordered_at, amount, currency, status, channel)
