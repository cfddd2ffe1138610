-- One row per tier model and pair of snapshots: of the customers present at both, how many moved up, moved down or kept
-- their tier, and how many entered. Counted over all customers, also those whose cell of marts.tier_migration is hidden.
-- Up and down are those of customers.tier_moves.
-- grain: model, from_as_of, to_as_of
-- files: model
with sizes as (
    select
        sizes.model,
        calendar.place,
        sum(sizes.customers) as customers,
    from marts.tier_sizes as sizes
    inner join customers.calendar as calendar on sizes.as_of = calendar.as_of
    group by sizes.model, calendar.place
),

pairs as (
    select
        earlier.model,
        earlier.place as from_place,
        later.place as to_place,
        earlier.customers as present,
        later.customers - earlier.customers as entered,
    from sizes as earlier
    inner join sizes as later on earlier.model = later.model and earlier.place < later.place
    where earlier.place >= (select min(place) from customers.slots where is_paired)
),

moved as (
    select
        cells.model,
        cells.from_place,
        cells.to_place,
        sum(case when moves.direction = 'up' then cells.customers else 0 end) as moved_up,
        sum(case when moves.direction = 'down' then cells.customers else 0 end) as moved_down,
        sum(case when moves.direction = 'sideways' then cells.customers else 0 end) as moved_sideways,
    from customers.migration as cells
    inner join customers.tier_moves as moves
        on cells.model = moves.model
        and cells.from_number = moves.from_number
        and cells.to_number = moves.to_number
    group by cells.model, cells.from_place, cells.to_place
),

counted as (
    select
        pairs.model,
        earlier.as_of as from_as_of,
        later.as_of as to_as_of,
        pairs.present,
        coalesce(moved.moved_up, 0) as moved_up,
        coalesce(moved.moved_down, 0) as moved_down,
        coalesce(moved.moved_sideways, 0) as moved_sideways,
        pairs.entered,
        privacy.smallest_cell - 1 as hidden,
    from pairs
    inner join customers.calendar as earlier on pairs.from_place = earlier.place
    inner join customers.calendar as later on pairs.to_place = later.place
    left join moved
        on pairs.model = moved.model
        and pairs.from_place = moved.from_place
        and pairs.to_place = moved.to_place
    cross join thresholds.privacy as privacy
),

-- The parts add up to those present: where one is about too few customers, the others would give it away.
judged as (
    select
        *,
        moved_up between 1 and hidden
        or moved_down between 1 and hidden
        or moved_sideways between 1 and hidden
        or present - moved_up - moved_down - moved_sideways between 1 and hidden as is_hidden,
    from counted
)

select
    model,
    from_as_of,
    to_as_of,
    (case when present not between 1 and hidden then present end)::integer as present,
    (case when not is_hidden then moved_up end)::integer as moved_up,
    (case when not is_hidden then moved_down end)::integer as moved_down,
    (case when not is_hidden then moved_sideways end)::integer as moved_sideways,
    (case when not is_hidden then present - moved_up - moved_down - moved_sideways end)::integer as stayed,
    (case when entered not between 1 and hidden then entered end)::integer as entered,
from judged
order by model, from_as_of, to_as_of
