-- One row per segment preset and combination of scores that its scale can give: the segment it belongs to, with its rank (1
-- the best; segments without an order among them share one) and its place in lists. Fm_score is the mean of the F and the M
-- score, halves rounded up, where the preset reads it. is_repair: the preset's source leaves the combination unnamed.
-- grain: preset, r_score, f_score, m_score
select
    map.preset,
    map.r_score::integer as r_score,
    map.f_score::integer as f_score,
    map.m_score::integer as m_score,
    (case when readers.preset is not null then map.fm_score end)::integer as fm_score,
    map.segment,
    map.segment_rank::integer as segment_rank,
    map.segment_place::integer as segment_place,
    map.is_repair,
from customers.segment_map as map
left join (
    select distinct preset
    from thresholds.segments
    where coalesce(fm_from, fm_to) is not null
) as readers
    on map.preset = readers.preset
order by map.preset, map.r_score, map.f_score, map.m_score
