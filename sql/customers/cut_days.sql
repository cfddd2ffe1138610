-- One row per scale and snapshot at which its cut points are asked for: at every one for the scores of the reports and of
-- the segment preset in force, on the last alone for the presets beside it.
-- grain: scale, as_of
select
    levels.scale,
    calendar.as_of,
from customers.scale_levels as levels
cross join thresholds.segment_preset as chosen
inner join thresholds.segment_presets as presets on chosen.preset = presets.preset
inner join customers.calendar as calendar
    on calendar.is_last
    or levels.scale = 'rfm'
    or levels.scale = presets.scale
