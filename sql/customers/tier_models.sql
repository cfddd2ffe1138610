-- One row per tier model: where its tier's number stands in a customer's packed tiers, five bits each.
-- Packed, the tiers of a customer at a snapshot are one small number, so that one pass over two snapshots serves the
-- migration of all models.
-- grain: model
select
    model,
    shift,
from (values
    ('score_tier', 0),
    ('segment', 5),
    ('pyramid_level', 10),
    ('lifecycle_stage', 15)
) as models (model, shift)
