-- One row if not one known segment preset is in force.
-- blames: thresholds.segment_preset
select case
    when count(*) <> 1 then format('{} rows choose a segment preset: one row names the one in force', count(*))
    else format(
        'there is no segment preset "{}": there are {}',
        min(preset),
        (select string_agg(preset, ', ' order by preset) from thresholds.segment_presets)
    )
end as problem,
from thresholds.segment_preset
having count(*) <> 1 or coalesce(min(preset) not in (select preset from thresholds.segment_presets), true)
