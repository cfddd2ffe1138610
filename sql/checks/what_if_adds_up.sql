-- One row per tier model and tier whose customers in What-if's cube are not those of the last snapshot.
with cubes as (
    select
        'score_tier' as model,
        score_tier as tier,
        customers,
        revenue,
    from marts.what_if_rfm
    union all
    select
        'pyramid_level',
        pyramid_level,
        customers,
        revenue,
    from marts.what_if_pyramid
    union all
    select
        'lifecycle_stage',
        lifecycle_stage,
        customers,
        revenue,
    from marts.what_if_lifecycle
),

sums as (
    select
        model,
        tier,
        sum(customers) as customers,
        sum(revenue) as revenue,
    from cubes
    group by model, tier
)

select
    sizes.model,
    sizes.tier,
    sizes.customers,
    coalesce(sums.customers, 0) as customers_in_cube,
from marts.tier_sizes as sizes
left join sums on sizes.model = sums.model and sizes.tier = sums.tier
where sizes.as_of = (select as_of from customers.calendar where is_last)
    and sizes.model in (select model from cubes)
    and sizes.tier <> 'prospect'
    and (
        sizes.customers <> coalesce(sums.customers, 0)
        or abs(sizes.revenue - coalesce(sums.revenue, 0)) > 0.01 + 1e-9 * abs(sizes.revenue)
    )
