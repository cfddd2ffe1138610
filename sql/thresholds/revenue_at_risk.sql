-- One row: whose revenue counts as at risk: customers of the best score tiers who are dormant or sliding.
-- grain: lowest_tier_rank
select
    2 as lowest_tier_rank, -- the best tiers are those of thresholds.score_tiers down to this rank: top and potential
    2 as sliding_r_score, -- sliding: a recency score of at most this, while frequency and spend still hold the tier
