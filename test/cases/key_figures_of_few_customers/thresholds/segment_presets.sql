-- One row: the preset that reads the one scale of this case.
-- grain: preset
select
    'rf10' as preset,
    'rfm' as scale,
    false as picks_first_match,
    'Ten segments' as source,
    null as note,
