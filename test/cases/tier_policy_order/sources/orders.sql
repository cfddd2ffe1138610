-- One row per order, one a month: all rules of one tier, in their order.
-- A digit is the tier that the month's order makes: 1 top, 2 potential, 3 general, 4 dormant; 0 is no order.
select
    customers.customer_id || ' ' || months.month as order_id,
    customers.customer_id,
    make_date(2025, months.month::integer, 15) as ordered_at,
    [500, 400, 300, 100][substr(customers.ordered, months.month, 1)::integer] as amount,
from (
    values
        ('all', '211444444444'),
        ('back', '144414444444'),
        ('refunded', '111111111111'),
        ('other cause', '122222222222')
) as customers (customer_id, ordered)
cross join generate_series(1, 12) as months (month)
where substr(customers.ordered, months.month, 1) <> '0'
union all
select 'refunded refund 2', 'refunded', make_date(2025, 2, 20), -100
union all
select 'other cause refund 3', 'other cause', make_date(2025, 3, 20), -100
