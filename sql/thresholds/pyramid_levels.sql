-- One row per level of each pyramid, best first: the customers with revenue in the window, ranked by it.
-- grain: definition, level
select
    definition,
    level,
    level_rank, -- 1 is the best
    customer_share::double as customer_share, -- of the customers with revenue; the last level takes the rest (null)
from (values
    ('curry', 'top', 1, 0.01),
    ('curry', 'large', 2, 0.04),
    ('curry', 'medium', 3, 0.15),
    ('curry', 'small', 4, null),
    ('zeithaml', 'platinum', 1, 0.20),
    ('zeithaml', 'gold', 2, 0.30),
    ('zeithaml', 'iron', 3, 0.30),
    ('zeithaml', 'lead', 4, null),
    ('heavy_medium_light', 'heavy', 1, 0.20),
    ('heavy_medium_light', 'medium', 2, 0.30),
    ('heavy_medium_light', 'light', 3, null)
) as rows (definition, level, level_rank, customer_share)
