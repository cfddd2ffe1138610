-- One row per tier: 500 a month is top, 400 potential, 300 general.
-- grain: tier
select *
from (values
    ('top', 1, 11, 15),
    ('potential', 2, 10, 10),
    ('general', 3, 9, 9),
    ('dormant', 4, 3, 8)
) as rows (tier, tier_rank, lowest_total, highest_total)
