-- One row if what counts as at risk names a tier or a score that does not exist.
-- blames: thresholds.revenue_at_risk
select case
    when count(*) <> 1 then format('{} rows say what is at risk: it is one row', count(*))
    when not coalesce(min(lowest_tier_rank) in (select tier_rank from thresholds.score_tiers), false)
        then format('lowest_tier_rank ({}) is no tier_rank of score_tiers.sql', min(lowest_tier_rank))
    else format('sliding_r_score ({}) is no recency score from 1 to 5', min(sliding_r_score))
end as problem,
from thresholds.revenue_at_risk
having count(*) <> 1
    or not coalesce(min(lowest_tier_rank) in (select tier_rank from thresholds.score_tiers), false)
    or not coalesce(min(sliding_r_score) between 1 and 5, false)
