-- One row per combination of high (2) and low (1): the eight classes of customer value.
select
    'eight' as scale,
    '客户价值八分类 (RFM 均值法)' as source,
    'High includes equal to the mean.' as note,
    segment,
    segment_rank,
    r as r_from,
    r as r_to,
    f as f_from,
    f as f_to,
    m as m_from,
    m as m_to,
from (values
    ('key_value', 1, 2, 2, 2),
    ('key_develop', 2, 2, 1, 2),
    ('key_keep', 3, 1, 2, 2),
    ('key_win_back', 4, 1, 1, 2),
    ('general_value', 5, 2, 2, 1),
    ('general_develop', 6, 2, 1, 1),
    ('general_keep', 7, 1, 2, 1),
    ('general_win_back', 8, 1, 1, 1)
) as rows (segment, segment_rank, r, f, m)
