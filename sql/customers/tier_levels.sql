-- One row per tier model and tier number: the tier, its rank, and its level, 1 the best. A move to another level goes up or
-- down; one within a level, or from or to a tier without one, is sideways. Lifecycle stages have no order of value: there,
-- up is towards buying (churned, dormant, then any of new, growing, mature and reactivated) or a prospect's first sale.
-- grain: model, number
select distinct
    model,
    number,
    tier,
    tier_rank,
    level,
from customers.tier_numbers
