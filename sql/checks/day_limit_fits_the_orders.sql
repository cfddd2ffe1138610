-- One row if so many orders are after the latest plausible day that it, not they, must be wrong.
-- blames: thresholds.calendar
-- do: set latest_plausible_day to the last day of your data, or to null for no limit, in thresholds/calendar.sql of your overlay (copy sql/thresholds/calendar.sql)
with late as (
    select
        count(*) as orders,
        min(source_row->>'ordered_at') as first_day,
        max(source_row->>'ordered_at') as last_day,
    from staging.rejected_orders
    where reason = 'future_date'
)

select
    format(
        '{} of {} orders are after latest_plausible_day ({}), from {} to {}',
        late.orders, read.rows_read, calendar.latest_plausible_day, late.first_day, late.last_day
    ) as problem,
    'latest_plausible_day' as line_of,
from late
cross join thresholds.calendar as calendar
inner join staging.source_rows as read on read.source = 'orders'
-- A few are typing mistakes, and are rejected like others.
where late.orders >= 10 and late.orders > 0.002 * read.rows_read
