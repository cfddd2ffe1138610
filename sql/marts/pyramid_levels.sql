-- One row per pyramid definition, snapshot and level: its customers, their revenue in the window, and the revenue at
-- which it begins. Level 'inactive' is every other customer who has entered. Shares are of the customers with revenue
-- and of what they bring. A level with too few customers is null, and so is the next smallest where the rest would give
-- it away (thresholds.privacy). window_days is how far revenue looks back; null is all history.
-- grain: definition, as_of, level
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

-- Smallest first: hidden are all that are too small and, as long as they are one or too few together, the next.
ordered as (
    select
        sized.*,
        privacy.smallest_cell,
        row_number() over smallest_first as place,
        coalesce(sum(sized.customers) over before, 0) as smaller,
        min(sized.customers) over whole < privacy.smallest_cell as has_small,
    from sized
    cross join thresholds.privacy as privacy
    where sized.customers > 0 and sized.level <> 'inactive'
    window
        whole as (partition by sized.definition, sized.as_of),
        smallest_first as (partition by sized.definition, sized.as_of order by sized.customers, sized.level_rank),
        before as (smallest_first rows between unbounded preceding and 1 preceding)
),

hidden as (
    select
        definition,
        as_of,
        level,
    from ordered
    where customers < smallest_cell or (has_small and (place <= 2 or smaller < smallest_cell))
    union all
    select
        sized.definition,
        sized.as_of,
        sized.level,
    from sized
    cross join thresholds.privacy as privacy
    where sized.level = 'inactive' and sized.customers between 1 and privacy.smallest_cell - 1
),

shared as (
    select
        sized.*,
        sized.customers / sum(sized.customers) filter (sized.level <> 'inactive') over whole as customer_share,
        sized.revenue / sum(sized.revenue) filter (sized.level <> 'inactive') over whole as revenue_share,
    from sized
    window whole as (partition by sized.definition, sized.as_of)
)

select
    shared.definition,
    shared.definition = chosen.definition as is_in_force,
    shared.as_of,
    shared.is_partial,
    shared.level,
    shared.level_rank::integer as level_rank,
    case when hidden.level is null then shared.at_least end::double as at_least,
    case when hidden.level is null then shared.customers end::integer as customers,
    case when hidden.level is null then shared.revenue end::double as revenue,
    case when hidden.level is null and shared.level <> 'inactive' then shared.customer_share end::double
        as customer_share,
    case when hidden.level is null and shared.level <> 'inactive' then shared.revenue_share end::double
        as revenue_share,
    calendar.window_days::integer as window_days,
from shared
cross join thresholds.pyramid as chosen
cross join thresholds.calendar as calendar
left join hidden
    on shared.definition = hidden.definition
    and shared.as_of = hidden.as_of
    and shared.level = hidden.level
order by shared.definition, shared.as_of, shared.level_rank
