-- One row per value that a quantile or a pyramid asks for: its rank, from the lowest, among those with a sale.
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
