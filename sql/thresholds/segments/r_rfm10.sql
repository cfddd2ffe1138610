-- One row per block of scores: the ten segments of the R package rfm, tried in the order in which it tries them.
-- Ten combinations match none of them ("Others" there): each takes the segment that its R and F have at the nearest M.
-- Six segments share a rank, because the blocks order them in circles: from 421 (new) more revenue leads to 422 (loyal) and
-- on to 425 (promising), but from there fewer days since the last order lead to 525, which is new again.
select
    'rfm' as scale,
    'R package rfm 0.3.0 (rsquaredacademy), rfm_segment: the intervals of its documentation' as source,
    'First match wins. Ten combinations that the source leaves to "Others" take the segment of the nearest M.' as note,
    segment,
    segment_rank,
    tried,
    r_from,
    r_to,
    f_from,
    f_to,
    m_from,
    m_to,
    tried > 10 as is_repair,
from (values
    ('champions', 1, 1, 5, 5, 5, 5, 5, 5),
    ('potential_loyalist', 2, 2, 3, 5, 3, 5, 2, 5),
    ('loyal', 3, 3, 2, 4, 2, 4, 2, 4),
    ('promising', 3, 4, 3, 4, 1, 3, 3, 5),
    ('new', 3, 5, 4, 5, 1, 3, 1, 5),
    ('cant_lose', 3, 6, 1, 2, 3, 4, 4, 5),
    ('at_risk', 3, 7, 1, 2, 2, 5, 4, 5),
    ('need_attention', 3, 8, 1, 3, 3, 5, 3, 5),
    ('about_to_sleep', 4, 9, 2, 3, 1, 3, 1, 4),
    ('lost', 5, 10, 1, 1, 1, 5, 1, 5),
    ('potential_loyalist', 2, 11, 3, 5, 4, 5, 1, 1), -- 341 351 441 451 541 551
    ('loyal', 3, 12, 2, 2, 4, 4, 1, 1), -- 241
    ('need_attention', 3, 13, 2, 2, 5, 5, 1, 2), -- 251 252
    ('about_to_sleep', 4, 14, 2, 2, 1, 1, 5, 5) -- 215
) as rows (segment, segment_rank, tried, r_from, r_to, f_from, f_to, m_from, m_to)
