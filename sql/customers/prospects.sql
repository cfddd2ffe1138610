-- One row per snapshot and customer who is known by then without a sale. A customer without a day of creation who
-- never bought counts as known on the last snapshot only.
-- grain: as_of, customer_number
select
    calendar.as_of,
    calendar.place,
    customers.customer_number,
    customers.first_ordered_on,
from (
    -- Few are left to compare with the snapshots: whoever was known before the first sale.
    select
        customer_number,
        first_ordered_on,
        created_on,
    from staging.customers
    where created_on < first_ordered_on
        or first_ordered_on is null
) as customers
inner join customers.calendar as calendar
    on customers.customer_number > calendar.entered
    and (customers.created_on <= calendar.as_of or (customers.created_on is null and calendar.is_last))
