-- One row per tier model, pair of snapshots, and tiers before and after: customers and revenue. Tier number 0 before is
-- a customer who had not entered. A customer of neither block's path has lapsed at both: tier_migration adds them.
-- grain: model, from_place, to_place, from_number, to_number
with steps as (
    select step
    from (values (0), (1), (2), (3), (4), (5), (6), (7)) as rows (step)
),

places as (
    select
        blocks.block,
        steps.step,
        blocks.first_place + steps.step as place,
    from customers.path_blocks as blocks
    cross join steps
    where blocks.first_place + steps.step <= blocks.last_place
),

lapsed as (
    select
        model,
        number,
    from customers.tier_numbers
    where code = case model
        when 'lifecycle_stage' then 7
        when 'pyramid_level' then (select lowest_rank + 1 from customers.limits limit 1)
        else 111
    end
),

-- First one end of each pair is unpacked and the groups shrink, then the other: far fewer rows than all pairs at once.
-- Ends in the same block: the later one is read from the same path, and each block is taken from one pair only.
from_ends as (
    select
        grouped.model,
        grouped.block_a,
        grouped.block_b,
        places.step as from_step,
        places.place as from_place,
        case
            when ((grouped.path_a >> (5 * places.step)) & 31) > 0 then (grouped.path_a >> (5 * places.step)) & 31
            when (grouped.path_a & ((1::bigint << (5 * places.step)) - 1)) > 0 or (grouped.path_a >> 40) = 1 then lapsed.number
            else 0
        end as from_number,
        grouped.path_b,
        sum(grouped.customers) as customers,
        sum([
            grouped.revenue_a_0, grouped.revenue_a_1, grouped.revenue_a_2, grouped.revenue_a_3,
            grouped.revenue_a_4, grouped.revenue_a_5, grouped.revenue_a_6, grouped.revenue_a_7
        ][places.step + 1]) as revenue_before,
        sum(grouped.revenue_b_0) as revenue_0,
        sum(grouped.revenue_b_1) as revenue_1,
        sum(grouped.revenue_b_2) as revenue_2,
        sum(grouped.revenue_b_3) as revenue_3,
        sum(grouped.revenue_b_4) as revenue_4,
        sum(grouped.revenue_b_5) as revenue_5,
        sum(grouped.revenue_b_6) as revenue_6,
        sum(grouped.revenue_b_7) as revenue_7,
    from customers.path_groups as grouped
    inner join places on grouped.block_a = places.block
    inner join lapsed on grouped.model = lapsed.model
    where grouped.block_a < grouped.block_b
    group by all
),

across as (
    select
        from_ends.model,
        from_ends.from_place,
        places.place as to_place,
        from_ends.from_number,
        case
            when ((from_ends.path_b >> (5 * places.step)) & 31) > 0 then (from_ends.path_b >> (5 * places.step)) & 31
            when (from_ends.path_b & ((1::bigint << (5 * places.step)) - 1)) > 0 or (from_ends.path_b >> 40) = 1
                then lapsed.number
            else 0
        end as to_number,
        sum(from_ends.customers) as customers,
        sum(from_ends.revenue_before) as revenue_before,
        sum([
            revenue_0, revenue_1, revenue_2, revenue_3, revenue_4, revenue_5, revenue_6, revenue_7
        ][places.step + 1]) as revenue_after,
    from from_ends
    inner join places on from_ends.block_b = places.block
    inner join lapsed on from_ends.model = lapsed.model
    group by all
),

-- Each block's own path once: as the earlier one of a pair with its neighbour, the last block as the later one.
own_paths as (
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
    group by all
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
    group by all
),

own_steps as (
    select
        own_paths.model,
        own_paths.block,
        own_paths.path,
        own_paths.customers,
        places.place,
        own_paths.revenues[places.step + 1] as revenue,
        case
            when ((own_paths.path >> (5 * places.step)) & 31) > 0 then (own_paths.path >> (5 * places.step)) & 31
            when (own_paths.path & ((1::bigint << (5 * places.step)) - 1)) > 0 or (own_paths.path >> 40) = 1
                then lapsed.number
            else 0
        end as number,
    from own_paths
    inner join places on own_paths.block = places.block
    inner join lapsed on own_paths.model = lapsed.model
),

within as (
    select
        earlier.model,
        earlier.place as from_place,
        later.place as to_place,
        earlier.number as from_number,
        later.number as to_number,
        sum(earlier.customers) as customers,
        sum(earlier.revenue) as revenue_before,
        sum(later.revenue) as revenue_after,
    from own_steps as earlier
    inner join own_steps as later
        on earlier.model = later.model
        and earlier.block = later.block
        and earlier.path = later.path
        and earlier.place < later.place
    group by all
)

select *
from across
where to_number > 0
union all
select *
from within
where to_number > 0
