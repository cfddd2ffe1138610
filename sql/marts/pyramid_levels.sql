-- One row per pyramid definition, snapshot and level: its customers, their revenue in the window, and the revenue at
-- which it begins. Level 'inactive' is every other customer who has entered; shares are of the customers with revenue
-- and of what they bring. window_days is how far revenue looks back; null is all history; it may be the fiscal year so far.
-- grain: definition, as_of, level
-- suppress: customers, revenue, at_least, customer_share, revenue_share in definition, as_of, is_active
with levels as (
    select
        levels.definition,
        levels.level,
        levels.level_rank,
        levels.level_rank = max(levels.level_rank) over (partition by levels.definition) as is_lowest,
    from thresholds.pyramid_levels as levels
),

begun as (
    select
        calendar.as_of,
        calendar.is_partial,
        calendar.entered,
        levels.definition,
        levels.level,
        levels.level_rank,
        levels.is_lowest,
        asked.asked_value as at_least,
    from customers.calendar as calendar
    cross join levels
    left join customers.asked_values as asked
        on calendar.as_of = asked.as_of
        and asked.scale = 'pyramid ' || levels.definition
        and levels.level_rank = asked.score
),

-- A step belongs to the best level that begins at or below its value.
placed as (
    select
        begun.definition,
        begun.as_of,
        counts.step,
        min(begun.level_rank) as level_rank,
    from begun
    inner join customers.pyramid_counts as counts
        on begun.as_of = counts.as_of
        and counts.step >= 0
    left join customers.pyramid_steps as steps
        on counts.as_of = steps.as_of
        and counts.step = steps.step
    where begun.is_lowest or begun.at_least <= steps.at_least
    group by begun.definition, begun.as_of, counts.step
),

sized as (
    select
        begun.definition,
        begun.as_of,
        begun.is_partial,
        begun.level,
        begun.level_rank,
        begun.at_least,
        coalesce(sum(counts.customers), 0) as customers,
        coalesce(sum(counts.revenue), 0) as revenue,
    from begun
    left join placed
        on begun.definition = placed.definition
        and begun.as_of = placed.as_of
        and begun.level_rank = placed.level_rank
    left join customers.pyramid_counts as counts
        on placed.as_of = counts.as_of
        and placed.step = counts.step
    group by begun.definition, begun.as_of, begun.is_partial, begun.level, begun.level_rank, begun.at_least
    union all
    select
        begun.definition,
        begun.as_of,
        begun.is_partial,
        'inactive' as level,
        begun.level_rank + 1 as level_rank,
        null as at_least,
        begun.entered - coalesce(sum(counts.customers) filter (counts.step >= 0), 0) as customers,
        coalesce(sum(counts.revenue) filter (counts.step < 0), 0) as revenue,
    from begun
    left join customers.pyramid_counts as counts on begun.as_of = counts.as_of
    where begun.is_lowest
    group by begun.definition, begun.as_of, begun.is_partial, begun.level_rank, begun.entered
),

shared as (
    select
        *,
        level <> 'inactive' as is_active,
        sum(customers) filter (level <> 'inactive') over whole as active_customers,
        sum(revenue) filter (level <> 'inactive') over whole as active_revenue,
    from sized
    window whole as (partition by definition, as_of)
)

select
    shared.definition,
    shared.definition = chosen.definition as is_in_force,
    shared.as_of,
    shared.is_partial,
    shared.level,
    shared.level_rank::integer as level_rank,
    shared.is_active,
    case when shared.customers > 0 then shared.at_least end::double as at_least,
    shared.customers::integer as customers,
    shared.revenue::double as revenue,
    case when shared.is_active then shared.customers / nullif(shared.active_customers, 0) end::double as customer_share,
    case when shared.is_active then shared.revenue / nullif(shared.active_revenue, 0) end::double as revenue_share,
    calendar.window_days::integer as window_days,
    fiscal.is_window as window_is_fiscal_year,
from shared
cross join thresholds.pyramid as chosen
inner join customers.calendar as calendar on shared.as_of = calendar.as_of
cross join thresholds.fiscal_year as fiscal
order by shared.definition, shared.as_of, shared.level_rank
