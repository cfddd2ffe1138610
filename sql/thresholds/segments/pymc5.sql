-- One row per combination of three scores: the quartile groups of pymc-marketing. M is revenue per order there.
-- Its list leaves 18 of the 64 codes to "Other": the rows with true name them by what its documentation says of the groups
-- (repeat: the upper half of F and of R or M; inactive: the lowest quarter of two; at risk: the lower half of two). Only 242,
-- at risk by those words, is a repeat customer here, because the list says so of 232, which has fewer orders.
-- Repeat customers and top spenders share a rank: the documentation sets neither above the other.
select
    'quarters' as scale,
    'pymc-marketing, clv.utils.rfm_segments: the default segment_config' as source,
    '46 of the 64 codes as published; the 18 that the source leaves to "Other" are named by its own words for the groups.' as note,
    segment,
    segment_rank,
    code // 100 as r_from,
    code // 100 as r_to,
    code // 10 % 10 as f_from,
    code // 10 % 10 as f_to,
    code % 10 as m_from,
    code % 10 as m_to,
    is_repair,
from (values
    ('premium', 1, false, [334, 443, 444, 344, 434, 433, 343, 333]),
    ('repeat', 2, false, [244, 234, 232, 332, 143, 233, 243]),
    ('repeat', 2, true, [242, 331, 341, 342, 431, 432, 441, 442]),
    ('top_spender', 2, false, [424, 414, 144, 314, 324, 124, 224, 423, 413, 133, 323, 313, 134]),
    ('at_risk', 3, false, [422, 223, 212, 122, 222, 132, 322, 312, 412, 123, 214]),
    ('at_risk', 3, true, [142, 213, 221, 231, 241, 321, 421]),
    ('inactive', 4, false, [411, 111, 113, 114, 112, 211, 311]),
    ('inactive', 4, true, [121, 131, 141])
) as groups (segment, segment_rank, is_repair, codes)
cross join unnest(groups.codes) as each (code)
