-- One row: the preset in force.
-- grain: preset
select 'rules' as preset,
