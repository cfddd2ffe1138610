-- One row per order, in several currencies; the reporting currency is USD.
select *
from (values
    ('1', 'ann', '2025-12-01', '10', 'USD'),
    ('2', 'ann', '2025-12-01', '10', null),
    ('3', 'bob', '2025-12-01', '100', 'EUR'),
    ('4', 'bob', '2025-12-09 23:59:59', '100', 'eur '),
    ('5', 'bob', '2025-12-10 00:00:00', '-100', 'EUR'),
    ('6', 'cat', '2025-12-31', '99.99', 'CNY'),
    ('7', 'dan', '2025-11-30', '5', 'EUR'),
    ('8', 'dan', '2025-12-31', '5', 'GBP'),
    ('9', 'dan', '2025-12-31', '5', 'usd')
) as rows (order_id, customer_id, ordered_at, amount, currency)
