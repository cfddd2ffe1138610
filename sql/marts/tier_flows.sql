-- One row per tier model, snapshot and the one before it, and tiers before and after: customers and revenue.
-- grain: model, from_as_of, to_as_of, from_tier, to_tier
-- suppress: customers, revenue_before, revenue_after in model, from_as_of, to_as_of along from_tier, to_tier by direction
-- files: model
select
    migration.model,
    migration.from_as_of,
    migration.to_as_of,
    migration.from_tier,
    migration.to_tier,
    migration.from_rank,
    migration.to_rank,
    migration.direction,
    migration.customers,
    migration.revenue_before,
    migration.revenue_after,
from marts.tier_migration as migration
inner join customers.calendar as earlier on migration.from_as_of = earlier.as_of
inner join customers.calendar as later on migration.to_as_of = later.as_of
where later.place = earlier.place + 1
order by migration.model, migration.from_as_of, migration.from_rank, migration.to_rank
