-- One row per order, one a month: each rule of the policy by itself.
-- A digit is the tier that the month's order makes: 1 top, 2 potential, 3 general, 4 dormant; 0 is no order.
select
    customers.customer_id || ' ' || months.month as order_id,
    customers.customer_id,
    make_date(2025, months.month::integer, 15) as ordered_at,
    [500, 400, 300, 100][substr(customers.ordered, months.month, 1)::integer] as amount,
from (
    values
        ('held', '144441441444'),
        ('grace', '244424244244'),
        ('qualified', '434333343344'),
        ('leap', '422244444444'),
        ('late', '003334144444')
) as customers (customer_id, ordered)
cross join generate_series(1, 12) as months (month)
where substr(customers.ordered, months.month, 1) <> '0'
