-- One row if the pyramids have more different boundaries at one snapshot than one pass can tell apart.
-- blames: thresholds.pyramid_levels
select 'the definitions ' || string_agg(distinct definition, ', ') || ' begin their levels at ' || max(steps.step)
    || ' different revenues, and at most 12 can be told apart: take out a definition that is not used' as problem,
from customers.pyramid_steps as steps
cross join thresholds.pyramid_levels
having max(steps.step) > 12
