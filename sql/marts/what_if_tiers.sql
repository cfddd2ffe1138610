-- One row per tier of the total score in force: the totals that it holds.
-- grain: tier
select
    tier,
    tier_rank::integer as tier_rank,
    lowest_total::integer as lowest_total,
    highest_total::integer as highest_total,
from thresholds.score_tiers
order by tier_rank
