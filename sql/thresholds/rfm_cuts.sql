-- One row per scale, measure and score: where the score begins. The lowest score, 1, is whatever is left.
-- grain: scale, measure, score
select
    scale, -- 'rfm' makes r_score, f_score and m_score; the others serve segment presets
    measure, -- recency (days, fewer is better), frequency (orders), monetary (reporting currency)
    method, -- quantile, fixed or mean
    score, -- 2 or more, higher is better
    cut_at::decimal(18, 6) as cut_at, -- quantile: share of customers at or below; fixed: most days, or least orders or amount; mean: null
    frozen_as_of::date as frozen_as_of, -- take the cut point from this snapshot; null: from each snapshot itself
from (values
    ('rfm', 'recency', 'quantile', 5, 0.2, null),
    ('rfm', 'recency', 'quantile', 4, 0.4, null),
    ('rfm', 'recency', 'quantile', 3, 0.6, null),
    ('rfm', 'recency', 'quantile', 2, 0.8, null),
    ('rfm', 'frequency', 'quantile', 5, 0.8, null),
    ('rfm', 'frequency', 'quantile', 4, 0.6, null),
    ('rfm', 'frequency', 'quantile', 3, 0.4, null),
    ('rfm', 'frequency', 'quantile', 2, 0.2, null),
    ('rfm', 'monetary', 'quantile', 5, 0.8, null),
    ('rfm', 'monetary', 'quantile', 4, 0.6, null),
    ('rfm', 'monetary', 'quantile', 3, 0.4, null),
    ('rfm', 'monetary', 'quantile', 2, 0.2, null),
    ('eight', 'recency', 'mean', 2, null, null),
    ('eight', 'frequency', 'mean', 2, null, null),
    ('eight', 'monetary', 'mean', 2, null, null),
    ('klaviyo6', 'recency', 'fixed', 3, 180, null),
    ('klaviyo6', 'recency', 'fixed', 2, 365, null),
    ('klaviyo6', 'frequency', 'quantile', 3, 0.666666, null),
    ('klaviyo6', 'frequency', 'quantile', 2, 0.333333, null),
    ('klaviyo6', 'monetary', 'quantile', 3, 0.666666, null),
    ('klaviyo6', 'monetary', 'quantile', 2, 0.333333, null),
    ('rules', 'recency', 'fixed', 2, 30, null),
    ('rules', 'frequency', 'fixed', 4, 10, null),
    ('rules', 'frequency', 'fixed', 3, 5, null),
    ('rules', 'frequency', 'fixed', 2, 3, null),
    ('rules', 'monetary', 'fixed', 4, 50000, null),
    ('rules', 'monetary', 'fixed', 3, 20000, null),
    ('rules', 'monetary', 'fixed', 2, 5000.0001, null)
) as rows (scale, measure, method, score, cut_at, frozen_as_of)
