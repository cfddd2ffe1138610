-- One row: a preset of a single segment.
-- grain: preset, segment, r_from, f_from, m_from
select
    'rf10' as preset,
    'champions' as segment,
    1 as segment_rank,
    1 as r_from,
    5 as r_to,
    1 as f_from,
    5 as f_to,
    1 as m_from,
    5 as m_to,
