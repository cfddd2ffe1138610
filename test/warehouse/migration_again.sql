-- marts.tier_migration once more, from customers.snapshots alone: every pair of snapshots joined by customer.
with tiers as (
    unpivot (select as_of, customer_id, monetary, score_tier, segment, pyramid_level, lifecycle_stage from customers.snapshots)
    on score_tier, segment, pyramid_level, lifecycle_stage
    into name model value tier
)

select
    later.model,
    days.as_of as from_as_of,
    later.as_of as to_as_of,
    coalesce(earlier.tier, 'entered') as from_tier,
    later.tier as to_tier,
    count(*)::integer as customers,
    sum(coalesce(earlier.monetary, 0))::decimal(38, 4) as revenue_before,
    sum(later.monetary)::decimal(38, 4) as revenue_after,
from tiers as later
inner join (select distinct as_of from tiers) as days on days.as_of < later.as_of
left join tiers as earlier
    on earlier.as_of = days.as_of
    and earlier.model = later.model
    and earlier.customer_id = later.customer_id
group by all
