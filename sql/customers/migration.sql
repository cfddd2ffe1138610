-- One row per tier model, pair of snapshots, and tiers before and after: customers and revenue. Tier number 0 before is
-- a customer who had not entered. A customer of neither block's path has lapsed at both: marts.tier_migration adds them.
-- grain: model, from_place, to_place, from_number, to_number
-- Each block's own path once: as the earlier one of a pair with its neighbour, the last block as the later one.
with own_paths as (
    select
        model,
        block_a as block,
        path_a as path,
        sum(customers) as customers,
        [
            sum(revenue_a_0), sum(revenue_a_1), sum(revenue_a_2), sum(revenue_a_3),
            sum(revenue_a_4), sum(revenue_a_5), sum(revenue_a_6), sum(revenue_a_7)
        ] as revenues,
    from customers.path_groups
    where block_b = block_a + 1 or block_a = block_b
    group by model, block_a, path_a
    union all
    select
        model,
        block_b as block,
        path_b as path,
        sum(customers) as customers,
        [
            sum(revenue_b_0), sum(revenue_b_1), sum(revenue_b_2), sum(revenue_b_3),
            sum(revenue_b_4), sum(revenue_b_5), sum(revenue_b_6), sum(revenue_b_7)
        ] as revenues,
    from customers.path_groups
    where block_a = block_b - 1 and block_b = (select max(block) from customers.path_blocks)
    group by model, block_b, path_b
),

own_steps as (
    select
        own_paths.model,
        own_paths.block,
        own_paths.path,
        own_paths.customers,
        steps.place,
        own_paths.revenues[steps.step + 1] as revenue,
        case
            when (own_paths.path >> steps.shift) & 31 > 0 then (own_paths.path >> steps.shift) & 31
            when own_paths.path & steps.entered_mask > 0 then lapsed.number
            else 0
        end as number,
    from own_paths
    inner join customers.path_steps as steps on own_paths.block = steps.block
    inner join customers.lapsed_numbers as lapsed on own_paths.model = lapsed.model
)

select
    earlier.model,
    earlier.place as from_place,
    later.place as to_place,
    earlier.number as from_number,
    later.number as to_number,
    sum(earlier.customers)::bigint as customers,
    sum(earlier.revenue)::decimal(38, 4) as revenue_before,
    sum(later.revenue)::decimal(38, 4) as revenue_after,
from own_steps as earlier
inner join own_steps as later
    on earlier.model = later.model
    and earlier.block = later.block
    and earlier.path = later.path
    and earlier.place < later.place
where later.number > 0
group by earlier.model, earlier.place, later.place, earlier.number, later.number
union all
select *
from customers.migration_across
where to_number > 0
