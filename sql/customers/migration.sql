-- One row per tier model, pair of snapshots, and tiers before and after: customers and revenue. Tier number 0 before is a
-- customer who had not entered. Moves are counted (customers.moves, customers.awarded_moves), who stayed
-- is whoever of a tier did not move.
-- grain: model, from_place, to_place, from_number, to_number
with sizes as (
    select
        model,
        place,
        number,
        sum(customers) as customers,
        sum(revenue) as revenue,
    from customers.entries
    group by model, place, number
),

pairs as (
    select
        earlier.place as from_place,
        later.place as to_place,
    from customers.slots as earlier
    inner join customers.slots as later on earlier.place < later.place
    where earlier.is_paired and later.is_paired
),

moved as (
    select
        model,
        from_place,
        to_place,
        from_number,
        to_number,
        sum(customers) as customers,
        sum(revenue_before) as revenue_before,
        sum(revenue_after) as revenue_after,
    from customers.moves
    group by model, from_place, to_place, from_number, to_number
    union all
    select
        'awarded_tier' as model,
        from_place,
        to_place,
        from_number,
        to_number,
        sum(customers) as customers,
        sum(revenue_before) as revenue_before,
        sum(revenue_after) as revenue_after,
    from customers.awarded_moves
    group by from_place, to_place, from_number, to_number
),

stayed as (
    select
        sizes.model,
        pairs.from_place,
        pairs.to_place,
        sizes.number,
        sizes.customers - coalesce(sum(moved.customers), 0) as customers,
        sizes.revenue - coalesce(sum(moved.revenue_before), 0) as revenue_before,
    from pairs
    inner join sizes on pairs.from_place = sizes.place
    left join moved
        on sizes.model = moved.model
        and pairs.from_place = moved.from_place
        and pairs.to_place = moved.to_place
        and sizes.number = moved.from_number
    group by sizes.model, pairs.from_place, pairs.to_place, sizes.number, sizes.customers, sizes.revenue
),

-- Prospects have not entered, but stand in a stage of the lifecycle: whoever comes from there is counted as a move.
known as (
    select
        moved.model,
        moved.from_place,
        moved.to_place,
        moved.to_number as number,
        moved.customers,
        moved.revenue_after,
    from moved
    inner join customers.tier_levels as levels
        on moved.model = levels.model
        and moved.from_number = levels.number
        and levels.tier = 'prospect'
    union all
    select
        stayed.model,
        stayed.from_place,
        stayed.to_place,
        stayed.number,
        stayed.customers,
        0 as revenue_after,
    from stayed
    inner join customers.tier_levels as levels
        on stayed.model = levels.model
        and stayed.number = levels.number
        and levels.tier = 'prospect'
),

entered as (
    select
        new.model,
        new.from_place,
        new.to_place,
        new.number,
        new.customers - coalesce(known.customers, 0) as customers,
        new.revenue_after - coalesce(known.revenue_after, 0) as revenue_after,
    from (
        select
            entries.model,
            pairs.from_place,
            pairs.to_place,
            entries.number,
            sum(entries.customers) as customers,
            sum(entries.revenue) as revenue_after,
        from pairs
        inner join customers.entries as entries
            on pairs.to_place = entries.place
            and pairs.from_place < entries.entered_place
        group by entries.model, pairs.from_place, pairs.to_place, entries.number
    ) as new
    left join known
        on new.model = known.model
        and new.from_place = known.from_place
        and new.to_place = known.to_place
        and new.number = known.number
),

arrived as (
    select
        model,
        from_place,
        to_place,
        to_number as number,
        sum(revenue_after) as revenue_after,
    from (
        select
            model,
            from_place,
            to_place,
            to_number,
            revenue_after,
        from moved
        union all
        select
            model,
            from_place,
            to_place,
            number,
            revenue_after,
        from entered
    ) as arrivals
    group by model, from_place, to_place, to_number
)

select
    model,
    from_place,
    to_place,
    from_number,
    to_number,
    customers::bigint as customers,
    revenue_before::decimal(38, 4) as revenue_before,
    revenue_after::decimal(38, 4) as revenue_after,
from moved
union all
select
    model,
    from_place,
    to_place,
    0 as from_number,
    number as to_number,
    customers::bigint as customers,
    0 as revenue_before,
    revenue_after::decimal(38, 4) as revenue_after,
from entered
where customers > 0
union all
select
    stayed.model,
    stayed.from_place,
    stayed.to_place,
    stayed.number as from_number,
    stayed.number as to_number,
    stayed.customers::bigint as customers,
    stayed.revenue_before::decimal(38, 4) as revenue_before,
    (coalesce(sizes.revenue, 0) - coalesce(arrived.revenue_after, 0))::decimal(38, 4) as revenue_after,
from stayed
left join sizes
    on stayed.model = sizes.model
    and stayed.to_place = sizes.place
    and stayed.number = sizes.number
left join arrived
    on stayed.model = arrived.model
    and stayed.from_place = arrived.from_place
    and stayed.to_place = arrived.to_place
    and stayed.number = arrived.number
where stayed.customers > 0
