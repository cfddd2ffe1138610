-- One row per tier model, pair of snapshots and tier whose customers or revenue before (rows of the matrix) are not those of
-- the earlier snapshot's tier, or after (columns) not those of the later one's.
with moves as (
    select
        model,
        from_as_of,
        to_as_of,
        from_as_of as as_of,
        from_tier as tier,
        sum(customers) as customers,
        sum(revenue_before) as revenue,
    from marts.tier_migration
    where from_tier <> 'entered'
    group by model, from_as_of, to_as_of, from_tier
    union all
    select
        model,
        from_as_of,
        to_as_of,
        to_as_of as as_of,
        to_tier as tier,
        sum(customers) as customers,
        sum(revenue_after) as revenue,
    from marts.tier_migration
    group by model, from_as_of, to_as_of, to_tier
),

pairs as (
    select distinct
        model,
        from_as_of,
        to_as_of,
        unnest([from_as_of, to_as_of]) as as_of,
    from marts.tier_migration
),

wanted as (
    select
        pairs.*,
        sizes.tier,
        sizes.customers,
        sizes.revenue,
    from pairs
    inner join marts.tier_sizes as sizes on pairs.model = sizes.model and pairs.as_of = sizes.as_of
)

select
    format(
        'from {} to {}, {} {} has {} customers and revenue {} at {}, but its cells add up to {} and {}',
        wanted.from_as_of,
        wanted.to_as_of,
        wanted.model,
        wanted.tier,
        wanted.customers,
        round(wanted.revenue, 2),
        wanted.as_of,
        coalesce(moves.customers, 0),
        round(coalesce(moves.revenue, 0), 2)
    ) as problem,
from wanted
left join moves
    on wanted.model = moves.model
    and wanted.from_as_of = moves.from_as_of
    and wanted.to_as_of = moves.to_as_of
    and wanted.as_of = moves.as_of
    and wanted.tier = moves.tier
where wanted.customers <> coalesce(moves.customers, 0)
    -- Floating-point sums: equal to one part in a thousand million.
    or abs(wanted.revenue - coalesce(moves.revenue, 0)) > 0.0001 + abs(wanted.revenue) * 1e-9
order by wanted.from_as_of, wanted.to_as_of, wanted.model, wanted.tier
