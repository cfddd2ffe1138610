-- One row per pyramid whose levels have unknown names, are out of order, or don't share the customers.
-- blames: thresholds.pyramid_levels
with known as (
    select
        definition,
        unnest(string_split(levels, ' ')) as level,
    from (values
        ('curry', 'top large medium small'),
        ('zeithaml', 'platinum gold iron lead'),
        ('heavy_medium_light', 'heavy medium light')
    ) as definitions (definition, levels)
),

strange as (
    select
        levels.definition,
        string_agg(levels.level, ', ' order by levels.level_rank) as level_names,
    from thresholds.pyramid_levels as levels
    where levels.level in ('inactive', 'entered', 'prospect')
        or (
            levels.definition in (select definition from known)
            and not exists (
                from known
                where known.definition = levels.definition and known.level = levels.level
            )
        )
    group by levels.definition
),

pyramids as (
    select
        levels.definition,
        count(*) as levels,
        count(distinct levels.level_rank) as ranks,
        min(levels.level_rank) as first_rank,
        max(levels.level_rank) as last_rank,
        sum(levels.customer_share::decimal(18, 6)) as share_sum,
        min(levels.customer_share) as least_share,
        string_agg(levels.level, ', ' order by levels.level_rank) filter (levels.customer_share is null) as rest_names,
        max_by(levels.level, levels.level_rank) as last_level,
    from thresholds.pyramid_levels as levels
    group by levels.definition
),

judged as (
    select
        case
            when strange.level_names is not null
                then format(
                    'pyramid {} has no level "{}": a shipped pyramid has its own levels, one of your own may have others (but not inactive)',
                    pyramids.definition, strange.level_names
                )
            when pyramids.levels > 6 then format('pyramid {} has {} levels: at most 6', pyramids.definition, pyramids.levels)
            when pyramids.ranks <> pyramids.levels or pyramids.first_rank <> 1 or pyramids.last_rank <> pyramids.levels
                then format('pyramid {}: the ranks of its {} levels are not 1 to {}', pyramids.definition, pyramids.levels, pyramids.levels)
            when pyramids.rest_names is null
                then format('pyramid {}: its last level, {}, takes the rest, so its share is null', pyramids.definition, pyramids.last_level)
            when pyramids.rest_names <> pyramids.last_level
                then format('pyramid {}: {} without a share, but only the last level takes the rest', pyramids.definition, pyramids.rest_names)
            when pyramids.least_share <= 0
                then format('pyramid {}: a share of {} holds nobody', pyramids.definition, pyramids.least_share)
            when pyramids.share_sum >= 1
                then format('pyramid {}: the shares above its last level add up to {}, which leaves it nobody', pyramids.definition, pyramids.share_sum::double)
        end as problem,
        format('''{}''', pyramids.definition) as line_of,
    from pyramids
    left join strange on pyramids.definition = strange.definition
)

select
    problem,
    line_of,
from judged
where problem is not null
order by problem, line_of
