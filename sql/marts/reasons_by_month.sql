-- One row per tier model, snapshot and the one before it, direction of a move and reason (customers.move_reasons): how many
-- customers moved so, in all tiers together.
-- The public site rounds these counts too: a reason is often that of very few.
-- grain: model, from_as_of, to_as_of, direction, reason
-- suppress: customers rounded in model, from_as_of, to_as_of along direction, reason
select
    moves.model,
    earlier.as_of as from_as_of,
    later.as_of as to_as_of,
    directions.direction,
    reasons.reason,
    sum(moves.customers)::integer as customers,
from customers.moves as moves
inner join customers.calendar as earlier on moves.from_place = earlier.place
inner join customers.calendar as later on moves.to_place = later.place and later.place = earlier.place + 1
inner join customers.tier_moves as directions
    on moves.model = directions.model
    and moves.from_number = directions.from_number
    and moves.to_number = directions.to_number
inner join customers.move_reasons as reasons on moves.reason = reasons.number
group by all
order by model, from_as_of, direction, reason
