-- One row per block of up to eight neighbouring snapshots, of the last 24: what customers.paths is made for.
-- grain: block
with placed as (
    select
        place,
        entered,
        place - greatest(max(place) over () - 24, 0) - 1 as steps,
    from customers.calendar
)

select
    (steps // 8)::integer as block,
    min(place)::integer as first_place,
    max(place)::integer as last_place,
    -- Customers numbered up to here had entered by the block's first snapshot. Whoever enters later has a state at the
    -- next snapshot, since the reach is longer than a month.
    min(entered)::integer as entered_at_first,
from placed
where steps >= 0
group by steps // 8
