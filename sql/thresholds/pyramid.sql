-- One row: which pyramid names each customer's pyramid level in every report.
-- grain: definition
select
    'curry' as definition, -- one of thresholds.pyramid_levels
