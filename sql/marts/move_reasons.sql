-- One row per tier model, pair of snapshots (of the last 24), tiers before and after, and reason (customers.move_reasons):
-- how many customers moved so.
-- The public site rounds these counts (loaders/suppress.ts), since marts.tier_migration has their sums.
-- grain: model, from_as_of, to_as_of, from_tier, to_tier, reason
-- suppress: customers rounded in model, from_as_of, to_as_of along from_tier, to_tier, reason
-- files: model, from_as_of
select
    moves.model,
    earlier.as_of as from_as_of,
    later.as_of as to_as_of,
    from_levels.tier as from_tier,
    to_levels.tier as to_tier,
    reasons.reason,
    sum(moves.customers)::integer as customers,
from customers.moves as moves
inner join customers.calendar as earlier on moves.from_place = earlier.place
inner join customers.calendar as later on moves.to_place = later.place
inner join customers.tier_levels as from_levels
    on moves.model = from_levels.model and moves.from_number = from_levels.number
inner join customers.tier_levels as to_levels
    on moves.model = to_levels.model and moves.to_number = to_levels.number
inner join customers.move_reasons as reasons on moves.reason = reasons.number
group by all
order by model, from_as_of, to_as_of, from_tier, to_tier, reason
