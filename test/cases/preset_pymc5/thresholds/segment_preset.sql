-- One row: the preset in force.
-- grain: preset
select 'pymc5' as preset,
