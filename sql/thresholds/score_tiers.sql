-- One row per tier of the total score R + F + M, best first.
-- grain: tier
select
    tier,
    tier_rank, -- 1 is the best
    lowest_total, -- 3 to 15, both ends included
    highest_total,
from (values
    ('top', 1, 12, 15),
    ('potential', 2, 9, 11),
    ('general', 3, 6, 8),
    ('dormant', 4, 3, 5)
) as rows (tier, tier_rank, lowest_total, highest_total)
