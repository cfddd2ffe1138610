-- One row: the pyramid in force.
-- grain: definition
select 'heavy_medium_light' as definition,
