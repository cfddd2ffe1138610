-- One row per preset, or block of one, that can't be used as it stands.
-- blames: thresholds.segments
with presets as (
    select
        preset,
        min(scale) as scale,
        count(distinct (scale, source, note, preset_en, preset_zh)) as headers,
        count(distinct segment) as segments,
        count(tried) as tried,
        count(*) as blocks,
        count(coalesce(fm_from, fm_to)) > 0 as reads_fm,
        max(coalesce(r_from, 1)) as r_most,
        max(coalesce(f_from, fm_from, 1)) as f_most,
        max(coalesce(m_from, fm_from, 1)) as m_most,
    from thresholds.segments
    group by preset
),

of_presets as (
    select
        case
            when presets.headers > 1
                then format('preset {}: its scale, source, note and names are the same in every row, but here they differ', presets.preset)
            when presets.scale is null then format('preset {} names no scale: there are {}', presets.preset, known.scales)
            when levels.scale is null
                then format('preset {}: there is no scale "{}": there are {}', presets.preset, presets.scale, known.scales)
            when presets.segments > 31
                then format('preset {} has {} segments: 31 are as many as can be told apart', presets.preset, presets.segments)
            when presets.r_most > levels.r_levels or presets.f_most > levels.f_levels or presets.m_most > levels.m_levels
                then format(
                    'preset {} names scores up to R {}, F {} and M {}, but its scale {} has {} of R, {} of F and {} of M; a file segments/{}.sql without rows takes the preset away',
                    presets.preset, presets.r_most, presets.f_most, presets.m_most, presets.scale, levels.r_levels, levels.f_levels, levels.m_levels, presets.preset
                )
            when presets.tried not in (0, presets.blocks)
                then format('preset {}: {} of its {} rows have no place in the order of trying them', presets.preset, presets.blocks - presets.tried, presets.blocks)
            when presets.reads_fm and levels.f_levels <> levels.m_levels
                then format('preset {} reads the mean of F and M, but its scale has {} scores of F and {} of M', presets.preset, levels.f_levels, levels.m_levels)
        end as problem,
        presets.preset as part,
        'select' as line_of,
    from presets
    cross join (select string_agg(scale, ', ' order by scale) as scales from customers.scale_levels) as known
    left join customers.scale_levels as levels on presets.scale = levels.scale
),

blocks as (
    select
        segments.*,
        presets.reads_fm,
        count(distinct coalesce(segments.segment_rank, 0)) over (partition by segments.preset, segments.segment) as ranks,
    from thresholds.segments as segments
    inner join presets on segments.preset = presets.preset
    where presets.headers = 1
),

of_blocks as (
    select
        case
            when segment is null or trim(segment) = '' then format('preset {}: a row has no segment', preset)
            when segment in ('entered', 'prospect', 'all')
                then format('preset {}: "{}" already stands for something else: choose another name', preset, segment)
            when coalesce(r_from > r_to or f_from > f_to or m_from > m_to or fm_from > fm_to, false)
                then format('preset {}, {}: a range of scores begins above its end', preset, segment)
            when ranks > 1 then format('preset {}: {} has more than one rank', preset, segment)
            when segment_rank < 1 then format('preset {}: the rank of {} is {}, but 1 is the best', preset, segment, segment_rank)
            when reads_fm and coalesce(f_from, f_to, m_from, m_to) is not null
                then format('preset {}, {}: where the mean of F and M decides, F and M alone do not', preset, segment)
        end as problem,
        preset as part,
        format('''{}''', segment) as line_of,
    from blocks
),

names as (
    select
        segment,
        unnest(['en', 'zh']) as language,
        unnest([segment_en, segment_zh]) as name,
        preset,
    from thresholds.segments
),

of_names as (
    select
        format(
            'the segment {} has more than one name ({}): {}',
            segment, language, string_agg(distinct format('"{}" in {}', name, preset), ', ' order by format('"{}" in {}', name, preset))
        ) as problem,
        max_by(preset, name) as part,
        max(name) as line_of,
    from names
    where name is not null
    group by segment, language
    having count(distinct name) > 1
)

select distinct
    problem,
    part,
    line_of,
from (
    from of_presets
    union all
    from of_blocks
    union all
    from of_names
) as judged
where problem is not null
order by problem, part, line_of
