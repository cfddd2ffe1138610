-- One row: as shipped, of the one tier there is.
-- grain: lowest_tier_rank
select
    1 as lowest_tier_rank,
    2 as sliding_r_score,
