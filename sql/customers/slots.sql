-- One row per snapshot that is compared with others, the newest in slot 0: the last 24, which migration pairs, and
-- the older ones at which a flow stops.
-- grain: slot
select
    (row_number() over (order by calendar.place desc) - 1)::integer as slot,
    calendar.place,
    calendar.as_of,
    calendar.entered,
    newest.place - calendar.place < 24 as is_paired,
from customers.calendar as calendar
cross join (select max(place) as place from customers.calendar) as newest
where newest.place - calendar.place < 24
    or calendar.place in (select place from customers.stops)
