-- One row per block of the recency score and the mean of the frequency and monetary scores: Shopify's groups, reconstructed.
-- Shopify publishes the names, what they mean and that R and FM = (F + M) / 2 decide, all scores by fifths. The blocks are
-- those that others have taken down from its help pages; that halves of FM round up is read from their limits ("over 3").
-- Its eleventh group, prospects, has no order and so no scores: here it is the lifecycle stage of that name.
select
    'rfm' as scale,
    'Shopify, RFM customer analysis: groups by R and FM = (F + M) / 2 (a reconstruction)' as source,
    'A reconstruction from what others have taken down of Shopify''s help pages. FM is the mean of F and M, halves rounded up. The eleventh group, prospects, has no scores: it is the lifecycle stage.' as note,
    segment,
    segment_rank,
    r_from,
    r_to,
    fm_from,
    fm_to,
from (values
    ('champions', 1, 5, 5, 4, 5),
    ('loyal', 2, 3, 4, 4, 5),
    ('active', 3, 4, 5, 2, 3),
    ('new', 4, 5, 5, 1, 1),
    ('promising', 5, 4, 4, 1, 1),
    ('needs_attention', 6, 3, 3, 3, 3),
    ('previously_loyal', 7, 1, 2, 5, 5),
    ('at_risk', 8, 1, 2, 3, 4),
    ('almost_lost', 9, 3, 3, 1, 2),
    ('dormant', 10, 1, 2, 1, 2)
) as rows (segment, segment_rank, r_from, r_to, fm_from, fm_to)
