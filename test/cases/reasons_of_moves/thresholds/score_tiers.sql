-- One row per tier of a total of 3 to 6.
-- grain: tier
select
    tier,
    tier_rank,
    lowest_total,
    highest_total,
from (values
    ('top', 1, 6, 15),
    ('potential', 2, 5, 5),
    ('general', 3, 4, 4),
    ('dormant', 4, 3, 3)
) as rows (tier, tier_rank, lowest_total, highest_total)
