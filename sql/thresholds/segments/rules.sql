-- One row per rule: named absolute rules, tried in turn.
select
    'rules' as scale,
    'Named absolute rules, as loyalty programmes write them' as source,
    'First match wins; the rest is standard.' as note,
    segment,
    segment_rank,
    tried,
    r_from,
    r_to,
    f_from,
    f_to,
    m_from,
    m_to,
from (values
    ('platinum', 1, 1, 2, 2, 4, 4, 4, 4),
    ('gold', 2, 2, 2, 2, 3, 4, 3, 4),
    ('ordinary', 4, 3, 1, 2, 1, 1, 1, 1),
    ('standard', 3, 4, 1, 2, 1, 4, 1, 4)
) as rows (segment, segment_rank, tried, r_from, r_to, f_from, f_to, m_from, m_to)
