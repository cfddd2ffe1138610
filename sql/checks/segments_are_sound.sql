-- One row per block of a preset with an unknown name, an impossible range, or a rank of another segment.
-- blames: thresholds.segments
with known as (
    select
        preset,
        unnest(string_split(segments, ' ')) as segment,
    from (values
        ('rf10', 'champions loyal potential_loyalist new promising need_attention about_to_sleep cant_lose at_risk hibernating'),
        ('eight', 'key_value key_develop key_keep key_win_back general_value general_develop general_keep general_win_back'),
        ('klaviyo6', 'champions loyal recent needs_attention at_risk inactive'),
        ('rules', 'platinum gold ordinary standard')
    ) as presets (preset, segments)
),

ranks as (
    select
        segments.*,
        presets.preset is not null as has_preset,
        names.segment_names,
        known.segment is not null as is_known,
        count(distinct segments.segment) over (partition by segments.preset, segments.segment_rank) as segments_of_rank,
        count(distinct segments.segment_rank) over (partition by segments.preset, segments.segment) as ranks_of_segment,
    from thresholds.segments as segments
    left join thresholds.segment_presets as presets on segments.preset = presets.preset
    left join known on segments.preset = known.preset and segments.segment = known.segment
    left join (
        select
            preset,
            string_agg(segment, ', ') as segment_names,
        from known
        group by preset
    ) as names
        on segments.preset = names.preset
),

judged as (
    select
        case
            when preset is null or segment is null or segment_rank is null
                then format('a row lacks its preset, segment or rank: {}, {}, {}', preset, segment, segment_rank)
            when not has_preset
                then format('"{}" is no segment preset: add it to segment_presets.sql, or mend the name', preset)
            when segment_names is not null and not is_known
                then format(
                    'preset {} has no segment "{}": it has {}; a preset of your own may have others',
                    preset, segment, segment_names
                )
            when segment_names is null and segment in ('entered', 'prospect', 'inactive')
                then format('preset {}: "{}" already stands for something else: choose another name', preset, segment)
            when coalesce(r_from > r_to or f_from > f_to or m_from > m_to, true)
                then format('preset {}, {}: a range of scores lacks an end or begins above it', preset, segment)
            when segments_of_rank > 1
                then format('preset {}: rank {} belongs to more than one segment', preset, segment_rank)
            when ranks_of_segment > 1 then format('preset {}: {} has more than one rank', preset, segment)
        end as problem,
        format('''{}'', ''{}''', preset, segment) as line_of,
    from ranks
)

select distinct
    problem,
    line_of,
from judged
where problem is not null
order by problem, line_of
