-- One row per chunk of customers, pair of snapshots, and awarded tiers before and after: the customers who moved so, and their
-- revenue. See customers.moves, which has the models that are calculated, with reasons; what is awarded moves by the policy.
-- grain: first_number, from_place, to_place, from_number, to_number
-- for each: customers.policy_chunks
select
    $first_number as first_number,
    earlier.place as from_place,
    later.place as to_place,
    earlier.number as from_number,
    later.number as to_number,
    count(*) as customers,
    sum(earlier.monetary)::decimal(38, 4) as revenue_before,
    sum(later.monetary)::decimal(38, 4) as revenue_after,
from customers.awarded_states as earlier
inner join customers.awarded_states as later
    on earlier.customer_number = later.customer_number
    and earlier.place < later.place
    and earlier.number <> later.number
inner join customers.slots as slots on earlier.slot = slots.slot and slots.is_paired
where earlier.customer_number between $first_number and $last_number
    and later.customer_number between $first_number and $last_number
group by earlier.place, later.place, earlier.number, later.number
