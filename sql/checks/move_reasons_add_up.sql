-- One row per tier model, pair of snapshots and tiers before and after whose moves by reason are not all moves of the matrix.
-- Awarded tiers move by the tier policy, and have no reason.
with reasons as (
    select
        model,
        from_as_of,
        to_as_of,
        from_tier,
        to_tier,
        sum(customers) as customers,
    from marts.move_reasons
    group by all
),

cells as (
    select
        model,
        from_as_of,
        to_as_of,
        from_tier,
        to_tier,
        customers,
    from marts.tier_migration
    where from_tier not in (to_tier, 'entered') and model <> 'awarded_tier'
)

select
    format(
        'from {} to {}, {} customers of {} moved from {} to {}, but {} have a reason',
        from_as_of, to_as_of, coalesce(cells.customers, 0), model, from_tier, to_tier, coalesce(reasons.customers, 0)
    ) as problem,
from cells
full join reasons using (model, from_as_of, to_as_of, from_tier, to_tier)
where coalesce(cells.customers, 0) <> coalesce(reasons.customers, 0)
order by all
