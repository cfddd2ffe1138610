-- One row per tier model, earlier snapshot, tier there, later block and path through it: customers, and their revenue at
-- all of these. The earlier end of every pair is unpacked first, which leaves far fewer rows for the later one.
-- grain: model, from_place, from_number, block_b, path_b
-- for each: customers.path_ends
select
    grouped.model,
    $place as from_place,
    case
        when (grouped.path_a >> $shift) & 31 > 0 then (grouped.path_a >> $shift) & 31
        when grouped.path_a & $entered_mask > 0 then lapsed.number
        else 0
    end as from_number,
    $block_b as block_b,
    grouped.path_b,
    sum(grouped.customers)::bigint as customers,
    sum(grouped.revenue_a_$step)::decimal(38, 4) as revenue_before,
    sum(grouped.revenue_b_0)::decimal(38, 4) as revenue_0,
    sum(grouped.revenue_b_1)::decimal(38, 4) as revenue_1,
    sum(grouped.revenue_b_2)::decimal(38, 4) as revenue_2,
    sum(grouped.revenue_b_3)::decimal(38, 4) as revenue_3,
    sum(grouped.revenue_b_4)::decimal(38, 4) as revenue_4,
    sum(grouped.revenue_b_5)::decimal(38, 4) as revenue_5,
    sum(grouped.revenue_b_6)::decimal(38, 4) as revenue_6,
    sum(grouped.revenue_b_7)::decimal(38, 4) as revenue_7,
from customers.path_groups as grouped
inner join customers.lapsed_numbers as lapsed on grouped.model = lapsed.model
where grouped.block_a = $block_a
    and grouped.block_b = $block_b
group by
    grouped.model,
    case
        when (grouped.path_a >> $shift) & 31 > 0 then (grouped.path_a >> $shift) & 31
        when grouped.path_a & $entered_mask > 0 then lapsed.number
        else 0
    end,
    grouped.path_b
