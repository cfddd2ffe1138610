-- One row if no order is a sale by the as-of day, so that nobody is a customer.
-- blames: sources.orders
-- do: map the amounts so that sales are above 0, and see which statuses mean cancelled in sql/thresholds/order_statuses.sql
select case
    when min(sales.first_day) is null then format(
        'of {} accepted orders none is a sale: they are refunds, free, or cancelled', min(sources.rows_accepted)
    )
    else format(
        'the first sale is on {}, after the day that the figures are to be true for ({})',
        min(sales.first_day), min(calendar.as_of)
    )
end as problem,
from staging.source_rows as sources
cross join thresholds.calendar as calendar
cross join (
    select min(ordered_on) as first_day
    from staging.sales
    where is_sale
) as sales
where sources.source = 'orders'
    and sources.rows_accepted > 0
    and (sales.first_day is null or sales.first_day > calendar.as_of)
having count(*) > 0
