-- One row per tier model of the tier report, snapshot, and tiers before and after: the customers who moved since the snapshot
-- before. Without their reasons, which take longest of all (customers.moves), so that the report's figures need not wait.
-- grain: model, place, from_number, to_number
-- for each: customers.slots
select
    'score_tier' as model,
    $place as place,
    (earlier.tiers & 31)::tinyint as from_number,
    (later.tiers & 31)::tinyint as to_number,
    count(*) as customers,
from customers.states as later
inner join customers.states as earlier on later.customer_number = earlier.customer_number
where later.slot = $slot
    and earlier.slot = $slot + 1
    and earlier.tiers & 31 not in (0, later.tiers & 31)
    and $slot + 1 in (select slot from customers.slots where is_paired)
group by earlier.tiers & 31, later.tiers & 31
union all
select
    'awarded_tier',
    to_place,
    from_number,
    to_number,
    sum(customers)::bigint,
from customers.awarded_moves
where to_place = $place and from_place = $place - 1
group by to_place, from_number, to_number
