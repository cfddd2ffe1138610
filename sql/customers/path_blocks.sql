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
    -- Customers numbered up to here had entered before the block began.
    coalesce((select max(entered) from placed as earlier where earlier.place < min(placed.place)), 0)::integer
        as entered_before,
from placed
where steps >= 0
group by steps // 8
