-- One row per snapshot and customer who is known by then without a sale. A customer without a day of creation who
-- never bought counts as known on the last snapshot only.
-- grain: as_of, customer_number
-- stored: as a view
select
    calendar.as_of,
    calendar.place,
    customers.customer_number,
from customers.calendar as calendar
inner join staging.customers as customers
    on customers.customer_number > calendar.entered
    and (
        customers.created_on <= calendar.as_of
        or (customers.created_on is null and customers.first_ordered_on is null and calendar.is_last)
    )
