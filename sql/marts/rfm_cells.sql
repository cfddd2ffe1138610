-- One row per segment preset and group of its scores on the last snapshot, by kind: 'part' is the M scores of one cell
-- of R and F that are one segment, 'cell' a whole cell, 'segment' a segment, 'recency', 'frequency' and 'monetary' one
-- score, 'all' everyone. Where a preset reads the mean of F and M, f_score of a part or cell is that mean, a cell is one
-- part, and 'mean' is one mean. Score 0 stands for every score, segment 'all' for every segment. Codes are the
-- combinations of scores that the group adds up, 111 to 555, as ones and zeros. Single scores have their measure, bounds
-- and method from marts.rfm_cut_points. window_days is how far sales and revenue look back; null is all history; it may be the
-- fiscal year so far.
-- grain: preset, kind, segment, r_score, f_score, m_from
-- suppress: customers, sales, revenue in scale of codes by preset, kind
-- Presets that read one scale are of the same customers, so the public site hides their groups together.
with scored as (
    select
        map.preset,
        presets.scale,
        map.segment,
        map.segment_place,
        map.r_score,
        map.f_score,
        map.m_score,
        readers.preset is not null as reads_mean,
        case when readers.preset is null then map.f_score else map.fm_score end as row_score,
        case
            when readers.preset is null
                then map.m_score - row_number() over (
                    partition by map.preset, map.segment, map.r_score, map.f_score
                    order by map.m_score
                )
            else 0
        end as run,
        25 * (map.r_score - 1) + 5 * (map.f_score - 1) + map.m_score - 1 as bit,
        coalesce(counts.customers, 0) as customers,
        coalesce(counts.sales, 0) as sales,
        coalesce(counts.revenue, 0) as revenue,
    from customers.segment_map as map
    inner join thresholds.segment_presets as presets on map.preset = presets.preset
    left join (
        select distinct preset
        from thresholds.segments
        where coalesce(fm_from, fm_to) is not null
    ) as readers
        on map.preset = readers.preset
    left join customers.scale_counts as counts
        on presets.scale = counts.scale
        and map.code = counts.code
),

named as (
    select
        preset,
        scale,
        case grouping(segment, r_score, row_score, f_score, m_score, run)
            when 6 then 'part'
            when 39 then 'cell'
            when 31 then 'segment'
            when 47 then 'recency'
            when 59 then 'frequency'
            when 61 then 'monetary'
            when 55 then 'mean'
            else 'all'
        end as kind,
        coalesce(segment, 'all') as segment,
        coalesce(segment_place, 0) as segment_place,
        coalesce(r_score, 0) as r_score,
        coalesce(row_score, f_score, 0) as f_score,
        min(scored.m_score) as m_from,
        max(scored.m_score) as m_to,
        bitstring_agg(bit, 0, 124) as codes,
        sum(customers) as customers,
        sum(sales) as sales,
        sum(revenue) as revenue,
    from scored
    group by grouping sets (
        (preset, scale, segment, segment_place, r_score, row_score, run),
        (preset, scale, segment, segment_place),
        (preset, scale, r_score, row_score),
        (preset, scale, r_score),
        (preset, scale, f_score),
        (preset, scale, m_score),
        (preset, scale, row_score),
        (preset, scale)
    )
    having kind <> 'mean' or bool_and(reads_mean)
)

select
    named.preset,
    named.scale,
    named.preset = chosen.preset as is_in_force,
    named.kind,
    named.segment,
    named.segment_place::integer as segment_place,
    named.r_score::integer as r_score,
    named.f_score::integer as f_score,
    named.m_from::integer as m_from,
    named.m_to::integer as m_to,
    named.codes::varchar as codes,
    named.customers::integer as customers,
    named.sales::integer as sales,
    named.revenue::double as revenue,
    cuts.measure,
    cuts.method,
    cuts.at_least,
    cuts.at_most,
    calendar.window_days::integer as window_days,
    fiscal.is_window as window_is_fiscal_year,
from named
cross join thresholds.segment_preset as chosen
inner join customers.calendar as calendar on calendar.is_last
cross join thresholds.fiscal_year as fiscal
left join marts.rfm_cut_points as cuts
    on named.preset = cuts.preset
    and named.kind = case cuts.measure when 'order_value' then 'monetary' else cuts.measure end
    and case named.kind when 'recency' then named.r_score when 'frequency' then named.f_score else named.m_from end
        = cuts.score
order by named.preset, named.kind, named.segment_place, named.r_score, named.f_score, named.m_from
