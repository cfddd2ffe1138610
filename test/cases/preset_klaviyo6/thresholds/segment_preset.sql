-- One row: the preset in force.
-- grain: preset
select 'klaviyo6' as preset,
