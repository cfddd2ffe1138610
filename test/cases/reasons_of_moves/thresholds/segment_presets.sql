-- One row: the preset that reads the scale of means.
-- grain: preset
select
    'eight' as preset,
    'eight' as scale,
    false as picks_first_match,
    'Eight classes' as source,
    null as note,
