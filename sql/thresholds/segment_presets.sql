-- One row per segment preset: what its rows in thresholds.segments say of it as a whole.
-- grain: preset
select
    preset,
    min(scale) as scale,
    min(source) as source,
    min(note) as note,
    min(preset_en) as preset_en,
    min(preset_zh) as preset_zh,
from thresholds.segments
group by preset
