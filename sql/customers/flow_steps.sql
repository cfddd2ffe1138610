-- One row per step in months: the slots of the snapshots at which a flow of up to six stops, the last snapshot being
-- stop 5. A stop before the first snapshot is not there.
-- grain: step_months
select
    stops.step_months,
    coalesce(max(case when stops.stop = 0 then slots.slot end), 0) as slot_0,
    coalesce(max(case when stops.stop = 1 then slots.slot end), 0) as slot_1,
    coalesce(max(case when stops.stop = 2 then slots.slot end), 0) as slot_2,
    coalesce(max(case when stops.stop = 3 then slots.slot end), 0) as slot_3,
    coalesce(max(case when stops.stop = 4 then slots.slot end), 0) as slot_4,
    coalesce(max(case when stops.stop = 5 then slots.slot end), 0) as slot_5,
    min(stops.stop) as first_stop,
from customers.stops as stops
inner join customers.slots as slots on stops.place = slots.place
group by stops.step_months
