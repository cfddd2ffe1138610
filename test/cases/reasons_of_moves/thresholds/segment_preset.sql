-- One row: the preset that reads the scale of means.
-- grain: preset
select 'eight' as preset,
