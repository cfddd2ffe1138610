-- One row per segment preset and group of its scores on the last snapshot, by kind: 'part' is the M scores of one cell
-- of R and F that are one segment, 'cell' a whole cell, 'segment' a segment, 'recency', 'frequency' and 'monetary' one
-- score, 'all' everyone. Score 0 stands for every score, segment 'all' for every segment. Groups with too few customers
-- are null (thresholds.privacy), and so are those that would give one away by subtraction. Single scores have their
-- bounds and method from marts.rfm_cut_points. window_days is how far sales and revenue look back; null is all history.
-- grain: preset, kind, segment, r_score, f_score, m_from
with recursive levels as (
    select
        scale,
        max(score) filter (measure = 'recency') as r_levels,
        max(score) filter (measure = 'frequency') as f_levels,
        max(score) filter (measure = 'monetary') as m_levels,
    from thresholds.rfm_cuts
    group by scale
),

scored as (
    select
        map.preset,
        map.segment,
        map.segment_rank,
        map.code // 100 as r_score,
        map.code // 10 % 10 as f_score,
        map.code % 10 as m_score,
        map.code % 10 - row_number() over (
            partition by map.preset, map.segment, map.code // 10
            order by map.code
        ) as run,
        coalesce(counts.customers, 0) as customers,
        coalesce(counts.sales, 0) as sales,
        coalesce(counts.revenue, 0) as revenue,
    from customers.segment_map as map
    inner join thresholds.segment_presets as presets on map.preset = presets.preset
    inner join levels
        on presets.scale = levels.scale
        and map.code // 100 <= levels.r_levels
        and map.code // 10 % 10 <= levels.f_levels
        and map.code % 10 <= levels.m_levels
    left join customers.scale_counts as counts
        on presets.scale = counts.scale
        and map.code = counts.code
),

groups as materialized (
    select
        preset,
        -- What is hidden besides a small group is chosen by this place: the same rows must give the same one.
        row_number() over (
            partition by preset
            order by grouping(segment, r_score, f_score, m_score, run), segment, r_score, f_score, min(scored.m_score)
        )::integer as place,
        case grouping(segment, r_score, f_score, m_score, run)
            when 2 then 'part'
            when 19 then 'cell'
            when 15 then 'segment'
            when 23 then 'recency'
            when 27 then 'frequency'
            when 29 then 'monetary'
            else 'all'
        end as kind,
        coalesce(segment, 'all') as segment,
        coalesce(segment_rank, 0) as segment_rank,
        coalesce(r_score, 0) as r_score,
        coalesce(f_score, 0) as f_score,
        min(scored.m_score) as m_from,
        max(scored.m_score) as m_to,
        sum(customers) as customers,
        sum(sales) as sales,
        sum(revenue) as revenue,
    from scored
    group by grouping sets (
        (preset, segment, segment_rank, r_score, f_score, run),
        (preset, segment, segment_rank),
        (preset, r_score, f_score),
        (preset, r_score),
        (preset, f_score),
        (preset, m_score),
        (preset)
    )
),

-- What adds up to what. M scores have no parts where a part spans several of them.
sums as (
    select
        totals.preset,
        totals.place as total,
        parts.kind,
        unnest([totals.place, parts.place]) as place,
    from groups as totals
    inner join groups as parts
        on totals.preset = parts.preset
        and (
            (totals.kind in ('cell', 'segment') and parts.kind = 'part')
            or (totals.kind in ('recency', 'frequency') and parts.kind = 'cell')
            or (totals.kind = 'all' and parts.kind in ('segment', 'recency', 'frequency', 'monetary'))
            or (
                totals.kind = 'monetary'
                and parts.kind = 'part'
                and not exists (
                    from groups as spanning
                    where spanning.preset = totals.preset
                        and spanning.kind = 'part'
                        and totals.m_from between spanning.m_from and spanning.m_to
                        and spanning.m_from < spanning.m_to
                )
            )
        )
        and totals.segment in ('all', parts.segment)
        and totals.r_score in (0, parts.r_score)
        and totals.f_score in (0, parts.f_score)
        and (totals.kind <> 'monetary' or totals.m_from = parts.m_from)
),

-- Parts are the least loss, as long as they are not all there is of a cell or a segment, and the smaller the less; an
-- empty one protects only what a sum of one other would tell.
weighed as materialized (
    select distinct
        sums.preset,
        sums.total,
        sums.kind,
        sums.place,
        groups.customers,
        case
            when groups.kind <> 'part' or alone.place is not null then groups.customers + 1e12
            when groups.customers = 0 then 1e11
            else groups.customers
        end as loss,
    from sums
    inner join groups on sums.preset = groups.preset and sums.place = groups.place
    left join (
        select
            preset,
            max(place) as place,
        from groups
        where kind = 'part'
        group by grouping sets ((preset, segment), (preset, r_score, f_score))
        having count(*) = 1
    ) as alone
        on sums.preset = alone.preset
        and sums.place = alone.place
),

hiding as (
    select
        groups.preset,
        coalesce(list(groups.place) filter (groups.customers between 1 and privacy.smallest_cell - 1), []) as hidden,
    from groups
    cross join thresholds.privacy as privacy
    group by groups.preset
    union all
    -- As long as a sum has one hidden member, or hidden ones too small together, hide one more of it.
    select
        preset,
        list_distinct(list_concat(hidden, list(next_place))) as hidden,
    from (
        select
            hiding.preset,
            hiding.hidden,
            arg_min(weighed.place, {loss: weighed.loss, place: weighed.place}) filter (
                weighed.loss <> 1e12 and not list_contains(hiding.hidden, weighed.place)
            ) as next_place,
        from hiding
        inner join weighed on hiding.preset = weighed.preset
        cross join thresholds.privacy as privacy
        group by hiding.preset, hiding.hidden, weighed.total, weighed.kind
        having count(*) filter (list_contains(hiding.hidden, weighed.place)) = 1
            or sum(weighed.customers) filter (list_contains(hiding.hidden, weighed.place)) < max(privacy.smallest_cell)
    ) as exposed
    where next_place is not null
    group by preset, hidden
),

hidden as (
    select
        preset,
        unnest(max_by(hidden, len(hidden))) as place,
    from hiding
    group by preset
)

select
    groups.preset,
    groups.preset = chosen.preset as is_in_force,
    groups.kind,
    groups.segment,
    groups.segment_rank::integer as segment_rank,
    groups.r_score::integer as r_score,
    groups.f_score::integer as f_score,
    groups.m_from::integer as m_from,
    groups.m_to::integer as m_to,
    case when hidden.place is null then groups.customers end::integer as customers,
    case when hidden.place is null then groups.sales end::integer as sales,
    case when hidden.place is null then groups.revenue end::double as revenue,
    cuts.method,
    cuts.at_least,
    cuts.at_most,
    calendar.window_days::integer as window_days,
from groups
cross join thresholds.segment_preset as chosen
cross join thresholds.calendar as calendar
left join marts.rfm_cut_points as cuts
    on groups.preset = cuts.preset
    and groups.kind = cuts.measure
    and case groups.kind when 'recency' then groups.r_score when 'frequency' then groups.f_score else groups.m_from end
        = cuts.score
left join hidden
    on groups.preset = hidden.preset
    and groups.place = hidden.place
order by groups.preset, groups.kind, groups.segment_rank, groups.r_score, groups.f_score, groups.m_from
