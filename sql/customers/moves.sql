-- One row per chunk of customers, tier model, pair of snapshots, tiers before and after, and reason: the customers who moved
-- so, and their revenue. See customers.customer_moves.
-- As shipped it is counted by loaders/moves, which comes to the same rows in a third of the time. The query says what is
-- counted; it is run where amounts are too large for that, and where an overlay changes it or what it reads from there.
-- grain: first_number, model, from_place, to_place, from_number, to_number, reason
-- for each: customers.comparisons
with packed as (
    -- All that tells one kind of move from another, in one number: grouping by one costs half of grouping by five.
    select
        before::bigint
        + (after::bigint << 20)
        + (to_slot::bigint << 40)
        + (score_tier_reason::bigint << 50)
        + (segment_reason::bigint << 52)
        + (pyramid_level_reason::bigint << 54)
        + (lifecycle_stage_reason::bigint << 56) as move,
        revenue_before,
        revenue_after,
    from customers.customer_moves
),

cells as (
    select
        move,
        count(*) as customers,
        sum(revenue_before) as revenue_before,
        sum(revenue_after) as revenue_after,
    from packed
    group by move
)

select
    $first_number as first_number,
    models.model,
    $place as from_place,
    later.place as to_place,
    (cells.move >> models.shift & 31)::tinyint as from_number,
    (cells.move >> (20 + models.shift) & 31)::tinyint as to_number,
    (cells.move >> (50 + models.reason_shift) & 3)::tinyint as reason,
    sum(cells.customers)::bigint as customers,
    sum(cells.revenue_before)::decimal(38, 4) as revenue_before,
    sum(cells.revenue_after)::decimal(38, 4) as revenue_after,
from cells
cross join customers.tier_models as models
inner join customers.slots as later on cells.move >> 40 & 31 = later.slot
where cells.move >> (50 + models.reason_shift) & 3 > 0
group by
    models.model,
    later.place,
    cells.move >> models.shift & 31,
    cells.move >> (20 + models.shift) & 31,
    cells.move >> (50 + models.reason_shift) & 3
