-- One row per block of scores that a segment covers, by preset.
-- grain: preset, segment, r_from, f_from, m_from
select
    preset,
    segment,
    segment_rank, -- 1 is the best; where a preset picks the first match, also the order in which rules are tried
    r_from, -- scores of the preset's scale, both ends included
    r_to,
    f_from,
    f_to,
    m_from,
    m_to,
from (values
    ('rf10', 'champions', 1, 5, 5, 4, 5, 1, 5),
    ('rf10', 'loyal', 2, 3, 4, 4, 5, 1, 5),
    ('rf10', 'potential_loyalist', 3, 4, 5, 2, 3, 1, 5),
    ('rf10', 'new', 4, 5, 5, 1, 1, 1, 5),
    ('rf10', 'promising', 5, 4, 4, 1, 1, 1, 5),
    ('rf10', 'need_attention', 6, 3, 3, 3, 3, 1, 5),
    ('rf10', 'about_to_sleep', 7, 3, 3, 1, 2, 1, 5),
    ('rf10', 'cant_lose', 8, 1, 2, 5, 5, 1, 5),
    ('rf10', 'at_risk', 9, 1, 2, 3, 4, 1, 5),
    ('rf10', 'hibernating', 10, 1, 2, 1, 2, 1, 5)
) as rows (preset, segment, segment_rank, r_from, r_to, f_from, f_to, m_from, m_to)
