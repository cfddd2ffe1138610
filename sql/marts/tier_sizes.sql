-- One row per tier model, snapshot and tier: its customers, and their revenue in the window.
-- grain: model, as_of, tier
-- suppress: customers, revenue in model, as_of
with coded as (
    select
        'score_tier' as model,
        as_of,
        rfm_code as code,
        customers,
        revenue,
    from customers.state_counts
    union all
    select
        'segment',
        as_of,
        segment_code,
        customers,
        revenue,
    from customers.state_counts
    union all
    select
        'pyramid_level',
        as_of,
        pyramid_rank,
        customers,
        revenue,
    from customers.state_counts
    union all
    select
        'lifecycle_stage',
        as_of,
        lifecycle_rank,
        customers,
        revenue,
    from customers.state_counts
    union all
    select
        'awarded_tier',
        as_of,
        number,
        customers,
        revenue,
    from customers.awarded_counts
),

-- Every tier at every snapshot, so that an empty one shows as 0 rather than as a gap.
places as (
    select distinct
        tiers.model,
        calendar.as_of,
        calendar.is_partial,
        tiers.tier,
        tiers.tier_rank,
    from customers.tiers as tiers
    cross join customers.calendar as calendar
)

select
    places.model,
    places.as_of,
    places.is_partial,
    places.tier,
    places.tier_rank::integer as tier_rank,
    coalesce(sum(coded.customers), 0)::integer as customers,
    coalesce(sum(coded.revenue), 0)::double as revenue,
from places
left join customers.tiers as tiers
    on places.model = tiers.model
    and places.tier = tiers.tier
left join coded
    on places.model = coded.model
    and places.as_of = coded.as_of
    and tiers.code = coded.code
group by places.model, places.as_of, places.is_partial, places.tier, places.tier_rank
order by places.model, places.as_of, places.tier_rank
