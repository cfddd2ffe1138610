-- One row per segment of the one preset of this case.
-- grain: preset, segment, r_from, f_from, m_from
select
    'eight' as preset,
    *
from (values
    ('key_value', 1, 2, 2, 2, 2, 2, 2),
    ('key_develop', 2, 2, 2, 1, 1, 2, 2),
    ('key_keep', 3, 1, 1, 2, 2, 2, 2),
    ('key_win_back', 4, 1, 1, 1, 1, 2, 2),
    ('general_value', 5, 2, 2, 2, 2, 1, 1),
    ('general_develop', 6, 2, 2, 1, 1, 1, 1),
    ('general_keep', 7, 1, 1, 2, 2, 1, 1),
    ('general_win_back', 8, 1, 1, 1, 1, 1, 1)
) as rows (segment, segment_rank, r_from, r_to, f_from, f_to, m_from, m_to)
