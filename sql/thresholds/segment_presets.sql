-- One row per segment preset: the scale it reads and where it comes from.
-- grain: preset
select
    preset,
    scale, -- of thresholds.rfm_cuts
    picks_first_match, -- true: of several rows of thresholds.segments that match, the one with the lowest rank
    source,
    note, -- what was changed against the source, and why
from (values
    ('rf10', 'rfm', false, 'The ten segments on recency and frequency in wide use since Putler', 'R and F alone; all 25 cells named once.'),
    ('eight', 'eight', false, '客户价值八分类 (RFM 均值法)', 'High includes equal to the mean.'),
    ('klaviyo6', 'klaviyo6', false, 'Klaviyo, RFM analysis: six groups by thirds', 'The 27 codes as published; recency by 180 and 365 days.'),
    ('rules', 'rules', true, 'Named absolute rules, as loyalty programmes write them', 'First match wins; the rest is standard.')
) as rows (preset, scale, picks_first_match, source, note)
