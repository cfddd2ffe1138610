-- One row per two snapshots that migration compares: what customers.migration is made for.
-- grain: from_place, to_place
select
    earlier.place as from_place,
    later.place as to_place,
    earlier.slot as from_slot,
    later.slot as to_slot,
from customers.slots as earlier
inner join customers.slots as later on earlier.place < later.place
where earlier.is_paired and later.is_paired
