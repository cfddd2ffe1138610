-- One row: a company that does not part its customers by scores.
-- grain: tier
select *
from (values ('top', 1, 3, 15)) as rows (tier, tier_rank, lowest_total, highest_total)
