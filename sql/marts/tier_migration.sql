-- One row per tier model, pair of snapshots (of the last 24), and tiers before and after: its customers, and their
-- revenue in the window before and after. From 'entered': not yet a customer before.
-- grain: model, from_as_of, to_as_of, from_tier, to_tier
-- suppress: customers, revenue_before, revenue_after in model, from_as_of, to_as_of along from_tier, to_tier
-- files: model, from_as_of
with sizes as (
    select
        sizes.model,
        calendar.place,
        sum(sizes.customers) as customers,
    from marts.tier_sizes as sizes
    inner join customers.calendar as calendar on sizes.as_of = calendar.as_of
    group by all
),

pairs as (
    select
        earlier.place as from_place,
        later.place as to_place,
    from customers.calendar as earlier
    inner join customers.calendar as later on earlier.place < later.place
    where earlier.place >= (select min(first_place) from customers.path_blocks)
),

found as (
    select
        model,
        from_place,
        to_place,
        sum(case when from_number > 0 then customers else 0 end) as known_before,
        sum(customers) as known_after,
    from customers.migration
    group by model, from_place, to_place
),

-- Whoever is in neither block's path has lapsed by the later snapshot: before, such a customer had lapsed too (missing
-- from the earlier size), or had not entered (missing from the later size only). Neither has revenue at either end.
unseen as (
    select
        pairs.from_place,
        pairs.to_place,
        lapsed.model,
        lapsed.number,
        earlier.customers - coalesce(found.known_before, 0) as lapsed_before,
        later.customers - coalesce(found.known_after, 0) - (earlier.customers - coalesce(found.known_before, 0)) as entered,
    from pairs
    cross join customers.lapsed_numbers as lapsed
    inner join sizes as earlier on lapsed.model = earlier.model and pairs.from_place = earlier.place
    inner join sizes as later on lapsed.model = later.model and pairs.to_place = later.place
    left join found
        on lapsed.model = found.model
        and pairs.from_place = found.from_place
        and pairs.to_place = found.to_place
),

cells as (
    select *
    from customers.migration
    union all
    select
        model,
        from_place,
        to_place,
        number,
        number,
        lapsed_before,
        0,
        0,
    from unseen
    where lapsed_before <> 0
    union all
    select
        model,
        from_place,
        to_place,
        0,
        number,
        entered,
        0,
        0,
    from unseen
    where entered <> 0
),

names as (
    select distinct
        model,
        number,
        tier,
        tier_rank,
    from customers.tier_numbers
)

select
    cells.model,
    earlier.as_of as from_as_of,
    later.as_of as to_as_of,
    coalesce(from_names.tier, 'entered') as from_tier,
    to_names.tier as to_tier,
    coalesce(from_names.tier_rank, 0)::integer as from_rank,
    to_names.tier_rank::integer as to_rank,
    sum(cells.customers)::integer as customers,
    sum(cells.revenue_before)::double as revenue_before,
    sum(cells.revenue_after)::double as revenue_after,
from cells
inner join customers.calendar as earlier on cells.from_place = earlier.place
inner join customers.calendar as later on cells.to_place = later.place
left join names as from_names on cells.model = from_names.model and cells.from_number = from_names.number
inner join names as to_names on cells.model = to_names.model and cells.to_number = to_names.number
group by cells.model, earlier.as_of, later.as_of, from_names.tier, to_names.tier, from_names.tier_rank, to_names.tier_rank
order by cells.model, from_as_of, to_as_of, from_rank, to_rank
