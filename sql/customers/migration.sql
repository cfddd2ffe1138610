-- One row per tier model, pair of snapshots, and tiers before and after: customers and revenue. Tier number 0 before is
-- a customer who had not entered. The packed tiers are counted once per pair, then unpacked for each model.
-- grain: model, from_place, to_place, from_number, to_number
-- for each: customers.slot_pairs
with cells as (
    select
        tiers_$from_slot as before,
        tiers_$to_slot as after,
        count(*) as customers,
        sum(revenue_$from_slot) as revenue_before,
        sum(revenue_$to_slot) as revenue_after,
    from customers.histories
    where tiers_$to_slot > 0
    group by tiers_$from_slot, tiers_$to_slot
)

select
    models.model,
    $from_place as from_place,
    $to_place as to_place,
    cells.before >> models.shift & 31 as from_number,
    cells.after >> models.shift & 31 as to_number,
    sum(cells.customers)::bigint as customers,
    sum(cells.revenue_before)::decimal(38, 4) as revenue_before,
    sum(cells.revenue_after)::decimal(38, 4) as revenue_after,
from cells
cross join customers.tier_models as models
where cells.after >> models.shift & 31 > 0
group by models.model, cells.before >> models.shift & 31, cells.after >> models.shift & 31
