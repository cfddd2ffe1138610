-- One row per block of recency and frequency scores: the ten segments in wide use.
select
    'rfm' as scale,
    'The ten segments on recency and frequency in wide use since Putler' as source,
    'R and F alone; all 25 cells named once.' as note,
    segment,
    segment_rank,
    r_from,
    r_to,
    f_from,
    f_to,
from (values
    ('champions', 1, 5, 5, 4, 5),
    ('loyal', 2, 3, 4, 4, 5),
    ('potential_loyalist', 3, 4, 5, 2, 3),
    ('new', 4, 5, 5, 1, 1),
    ('promising', 5, 4, 4, 1, 1),
    ('need_attention', 6, 3, 3, 3, 3),
    ('about_to_sleep', 7, 3, 3, 1, 2),
    ('cant_lose', 8, 1, 2, 5, 5),
    ('at_risk', 9, 1, 2, 3, 4),
    ('hibernating', 10, 1, 2, 1, 2)
) as rows (segment, segment_rank, r_from, r_to, f_from, f_to)
