-- One row: the preset in force.
-- grain: preset
select 'shopify11' as preset,
