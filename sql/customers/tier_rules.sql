-- One row per score tier in force: the rules of its policy, and whether it is the lowest, which can't be lost and asks for
-- nothing, so that its rules are those of nobody.
-- grain: tier
select
    policy.*,
    tiers.tier_rank,
    tiers.tier_rank = max(tiers.tier_rank) over () as is_lowest,
from thresholds.tier_policy as policy
inner join thresholds.score_tiers as tiers on policy.tier = tiers.tier
