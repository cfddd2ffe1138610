-- One row per value that a quantile, a natural break, a score below a target or a pyramid asks for: its rank, from the
-- lowest, among those with a sale. The scores below a target part those who miss it equally.
-- grain: as_of, scale, measure, score
with sizes as (
    select
        as_of,
        sum(case when measure = 'recency' then customers else 0 end) as sellers,
        sum(case when measure = 'monetary' and bin > -100000 then customers else 0 end) as payers,
    from customers.activity_bins
    group by as_of
)

select
    sizes.as_of,
    sought.scale,
    sought.measure,
    sought.score,
    greatest(1, ceil(sought.cut_at * sizes.sellers))::bigint as asked_rank,
from sizes
inner join customers.sought_cuts as sought on sizes.as_of = sought.as_of
where sought.method = 'quantile' and sizes.sellers > 0
union all
select
    breaks.as_of,
    sought.scale,
    sought.measure,
    sought.score,
    (
        breaks.worthless + breaks.customers_up_to[
            case when sought.measure = 'recency' then sought.levels + 1 - sought.score else sought.score - 1 end
        ]
    )::bigint as asked_rank,
from customers.natural_breaks as breaks
inner join customers.sought_cuts as sought
    on breaks.as_of = sought.as_of
    and breaks.measure = sought.measure
    and breaks.levels = sought.levels
where sought.method = 'natural'
union all
select
    misses.as_of,
    sought.scale,
    sought.measure,
    sought.score,
    case
        when sought.measure = 'recency'
            then sizes.sellers - misses.customers
                + (misses.customers * (sought.levels - sought.score) + sought.levels - 2) // (sought.levels - 1)
        else (misses.customers * (sought.score - 1) + sought.levels - 2) // (sought.levels - 1)
    end::bigint as asked_rank,
from customers.target_misses as misses
inner join sizes on misses.as_of = sizes.as_of
inner join customers.sought_cuts as sought
    on misses.as_of = sought.as_of
    and misses.scale = sought.scale
    and misses.measure = sought.measure
where sought.method = 'target' and sought.score < sought.levels
union all
select
    sizes.as_of,
    'pyramid ' || levels.definition as scale,
    'monetary' as measure,
    levels.level_rank as score,
    sizes.sellers + 1 - greatest(1, ceil(levels.share_down_to * sizes.payers))::bigint as asked_rank,
from sizes
cross join (
    select
        definition,
        level_rank,
        customer_share,
        sum(customer_share::decimal(18, 6)) over (partition by definition order by level_rank) as share_down_to,
    from thresholds.pyramid_levels
) as levels
where levels.customer_share is not null and sizes.payers > 0
