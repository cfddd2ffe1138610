-- One row: the preset in force.
-- grain: preset
select 'eight' as preset,
