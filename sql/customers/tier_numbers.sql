-- One row per tier model and code: the number of its tier in a customer's packed tiers, from 1; 0 is left for no tier.
-- grain: model, code
select
    model,
    code,
    tier,
    tier_rank,
    level,
    dense_rank() over (partition by model order by tier_rank, tier)::bigint as number,
from customers.tiers
