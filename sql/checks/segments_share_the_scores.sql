-- One row per way in which a preset's segments leave scores out, overlap, or can't be reached: proved over every
-- combination of scores that the preset's scale can give.
-- blames: thresholds.segments
with held as (
    select
        preset,
        code,
        count(distinct segment) as segments,
        count(tried) > 0 as has_order,
        string_agg(distinct segment, ' and ' order by segment) as segment_names,
        min(segment) as first_name,
    from customers.segment_matches
    group by preset, code
),

problems as (
    select
        format(
            'preset {} leaves {} without a segment (recency, frequency, monetary)',
            preset,
            case when count(*) > 12 then format('{} combinations of scores', count(*)) else string_agg(code::varchar, ', ' order by code) end
        ) as problem,
        preset as part,
        'select' as line_of,
    from held
    where segments = 0
    group by preset
    union all
    select
        format(
            'preset {} puts {} into more than one segment: {}',
            preset,
            case when count(*) > 12 then format('{} combinations of scores', count(*)) else string_agg(code::varchar, ', ' order by code) end,
            segment_names
        ) as problem,
        preset as part,
        format('''{}''', min(first_name)) as line_of,
    from held
    where segments > 1 and not has_order
    group by preset, segment_names
    union all
    select distinct
        format('preset {} has a segment that no scores lead to: {}', segments.preset, segments.segment) as problem,
        segments.preset as part,
        format('''{}''', segments.segment) as line_of,
    from thresholds.segments as segments
    where segments.preset in (select preset from held)
        -- Where two overlap and none is tried first, neither is out of reach.
        and (segments.preset, segments.segment) not in (
            select (preset, segment)
            from customers.segment_map
            union all
            select (preset, segment)
            from customers.segment_matches
            where tried is null and segment is not null
        )
)

select
    problem,
    part,
    line_of,
from problems
order by problem, part, line_of
