-- One row per tier model, two snapshots of different blocks, and tiers before and after: customers and revenue.
-- grain: model, from_place, to_place, from_number, to_number
-- for each: customers.path_steps
select
    ends.model,
    ends.from_place,
    $place as to_place,
    ends.from_number,
    case
        when (ends.path_b >> $shift) & 31 > 0 then (ends.path_b >> $shift) & 31
        when ends.path_b & $entered_mask > 0 then lapsed.number
        else 0
    end as to_number,
    sum(ends.customers)::bigint as customers,
    sum(ends.revenue_before)::decimal(38, 4) as revenue_before,
    sum(ends.revenue_$step)::decimal(38, 4) as revenue_after,
from customers.migration_ends as ends
inner join customers.lapsed_numbers as lapsed on ends.model = lapsed.model
where ends.block_b = $block
group by
    ends.model,
    ends.from_place,
    ends.from_number,
    case
        when (ends.path_b >> $shift) & 31 > 0 then (ends.path_b >> $shift) & 31
        when ends.path_b & $entered_mask > 0 then lapsed.number
        else 0
    end
