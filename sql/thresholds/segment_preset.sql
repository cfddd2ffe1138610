-- One row: which segment preset names each customer's segment in every report.
-- grain: preset
select
    'rf10' as preset, -- one of thresholds.segment_presets
