-- One row per tier model: where its tier's number stands in a customer's packed tiers, five bits each;
-- and where the reason of a move stands among the reasons of all models, two bits each. What is awarded is no part of
-- customers.states but of customers.awarded_states, and moves without a reason.
-- Packed, the tiers of a customer at a snapshot are one small number, so that one pass over two snapshots serves the
-- migration of all models.
-- grain: model
select
    model,
    shift,
    reason_shift,
from (values
    ('score_tier', 0, 0),
    ('segment', 5, 2),
    ('pyramid_level', 10, 4),
    ('lifecycle_stage', 15, 6),
    ('awarded_tier', 20, null)
) as models (model, shift, reason_shift)
