-- One row per scale that is asked for and has no cut points for a measure.
-- blames: thresholds.rfm_cuts
with asked as (
    select
        'rfm' as scale,
        'the scores of every report' as what_for,
    union all
    select
        scale,
        'the segment preset ' || preset as what_for,
    from thresholds.segment_presets
)

select format(
    'the scale "{}", which {} needs, has no cut points for {}',
    asked.scale,
    min(asked.what_for),
    string_agg(distinct measures.measure, ', ')
) as problem,
from asked
cross join (values ('recency'), ('frequency'), ('monetary')) as measures (measure)
anti join thresholds.rfm_cuts as cuts on asked.scale = cuts.scale and measures.measure = cuts.measure
group by asked.scale
order by asked.scale
