-- One row per tier model, pair of snapshots (of the last 24), and tiers before and after: its customers, and their
-- revenue in the window before and after. From 'entered': not yet a customer before.
-- grain: model, from_as_of, to_as_of, from_tier, to_tier
-- suppress: customers, revenue_before, revenue_after in model, from_as_of, to_as_of along from_tier, to_tier by direction
-- files: model, from_as_of
select
    cells.model,
    earlier.as_of as from_as_of,
    later.as_of as to_as_of,
    coalesce(from_names.tier, 'entered') as from_tier,
    to_names.tier as to_tier,
    coalesce(from_names.tier_rank, 0)::integer as from_rank,
    to_names.tier_rank::integer as to_rank,
    moves.direction,
    sum(cells.customers)::integer as customers,
    sum(cells.revenue_before)::double as revenue_before,
    sum(cells.revenue_after)::double as revenue_after,
from customers.migration as cells
inner join customers.calendar as earlier on cells.from_place = earlier.place
inner join customers.calendar as later on cells.to_place = later.place
left join customers.tier_levels as from_names on cells.model = from_names.model and cells.from_number = from_names.number
inner join customers.tier_levels as to_names on cells.model = to_names.model and cells.to_number = to_names.number
inner join customers.tier_moves as moves
    on cells.model = moves.model
    and cells.from_number = moves.from_number
    and cells.to_number = moves.to_number
group by all
order by cells.model, from_as_of, to_as_of, from_rank, to_rank
