-- One row per way in which a preset's segments leave scores out, overlap, or can't be reached: proved over every
-- combination of scores that the preset's scale can give.
-- blames: thresholds.segments
with scores as (
    select distinct
        scale,
        measure,
        unnest([1, score]) as score,
    from thresholds.rfm_cuts
),

codes as (
    select
        presets.preset,
        presets.picks_first_match,
        r.score as r_score,
        f.score as f_score,
        m.score as m_score,
        100 * r.score + 10 * f.score + m.score as code,
    from thresholds.segment_presets as presets
    inner join scores as r on presets.scale = r.scale and r.measure = 'recency'
    inner join scores as f on presets.scale = f.scale and f.measure = 'frequency'
    inner join scores as m on presets.scale = m.scale and m.measure = 'monetary'
),

matches as (
    select
        codes.preset,
        codes.picks_first_match,
        codes.code,
        segments.segment,
        row_number() over (partition by codes.preset, codes.code order by segments.segment_rank) as choice,
    from codes
    left join thresholds.segments as segments
        on codes.preset = segments.preset
        and codes.r_score between segments.r_from and segments.r_to
        and codes.f_score between segments.f_from and segments.f_to
        and codes.m_score between segments.m_from and segments.m_to
),

held as (
    select
        preset,
        picks_first_match,
        code,
        count(segment) as segment_count,
        string_agg(segment, ' and ' order by choice) as segment_names,
        min(segment) as first_name,
    from matches
    group by preset, picks_first_match, code
),

problems as (
    select
        format(
            'preset {} leaves {} without a segment (recency, frequency, monetary)',
            preset,
            case when count(*) > 12 then format('{} combinations of scores', count(*)) else string_agg(code::varchar, ', ' order by code) end
        ) as problem,
        format('''{}''', preset) as line_of,
    from held
    where segment_count = 0
    group by preset
    union all
    select
        format(
            'preset {} puts {} into more than one segment: {}',
            preset,
            case when count(*) > 12 then format('{} combinations of scores', count(*)) else string_agg(code::varchar, ', ' order by code) end,
            segment_names
        ) as problem,
        format('''{}'', ''{}''', preset, min(first_name)) as line_of,
    from held
    where segment_count > 1 and not picks_first_match
    group by preset, segment_names
    union all
    select
        format('preset {} has a segment that no scores lead to: {}', segments.preset, segments.segment) as problem,
        format('''{}'', ''{}''', segments.preset, segments.segment) as line_of,
    from thresholds.segments as segments
    where segments.preset in (select preset from codes)
        and not exists (
            from matches
            where matches.preset = segments.preset and matches.segment = segments.segment and matches.choice = 1
        )
    group by segments.preset, segments.segment
)

select
    problem,
    line_of,
from problems
order by problem, line_of
