-- One row per tier model and tier number: the tier, its rank, and its level, 1 the best. A move to another level goes up or
-- down. Lifecycle stages have no such order: there, up is towards buying (churned, dormant, then any of new, growing,
-- mature and reactivated) or a prospect's first sale, and a move among those four is sideways.
-- grain: model, number
select distinct
    model,
    number,
    tier,
    tier_rank,
    case
        when model <> 'lifecycle_stage' then number
        when tier in ('new', 'growing', 'mature', 'reactivated') then 1
        when tier = 'dormant' then 2
        when tier = 'churned' then 3
        else 4
    end as level,
from customers.tier_numbers
