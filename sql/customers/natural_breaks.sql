-- One row per snapshot, measure and number of levels whose natural breaks are sought: customers_up_to holds, for each level
-- but that of the highest values, how many customers have a value of it or less, beside the worthless: those with an amount
-- of nothing or less, who are below all levels and join the lowest. See loaders/sql/natural_breaks.ts.
-- grain: as_of, measure, levels
select
    placed.as_of,
    placed.measure,
    sought.levels,
    natural_breaks(
        array_agg(placed.place order by placed.bin),
        array_agg(placed.customers order by placed.bin),
        sought.levels
    ) as customers_up_to,
    coalesce(max(worthless.customers), 0) as worthless,
from customers.bin_places as placed
inner join (
    select distinct
        as_of,
        measure,
        levels,
    from customers.sought_cuts
    where method = 'natural'
) as sought
    on placed.as_of = sought.as_of
    and placed.measure = sought.measure
left join customers.activity_bins as worthless
    on placed.as_of = worthless.as_of
    and placed.measure = worthless.measure
    and worthless.bin <= -100000
group by placed.as_of, placed.measure, sought.levels
