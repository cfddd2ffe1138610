-- One row per step in months and stop, the last snapshot being stop 5: the snapshots that a flow of up to six shows.
-- grain: step_months, stop
select
    steps.step_months,
    stops.stop,
    calendar.place,
    calendar.as_of,
    calendar.entered,
from (values (1), (3), (6), (12)) as steps (step_months)
cross join (values (0), (1), (2), (3), (4), (5)) as stops (stop)
inner join customers.calendar as calendar
    on calendar.place = (select max(place) from customers.calendar) - (5 - stops.stop) * steps.step_months
