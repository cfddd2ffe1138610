-- One row per scale that has no cut points for a measure, or two measures behind its M score, and one if `rfm` is missing.
-- blames: thresholds.rfm_cuts
with scales as (
    select
        scale,
        list(distinct measure) as measures,
    from thresholds.rfm_cuts
    group by scale
    union all
    select
        'rfm' as scale,
        [] as measures,
    where 'rfm' not in (select scale from thresholds.rfm_cuts)
)

select
    case
        when list_has_all(measures, ['monetary', 'order_value'])
            then format('the scale {} has cut points for monetary and for order_value: its M score has one measure', scale)
        else format(
            'the scale {} has no cut points for {}',
            scale,
            concat_ws(
                ', ',
                case when not list_contains(measures, 'recency') then 'recency' end,
                case when not list_contains(measures, 'frequency') then 'frequency' end,
                case when not list_has_any(measures, ['monetary', 'order_value']) then 'monetary (or order_value)' end
            )
        )
    end as problem,
    scale as part,
    'select' as line_of,
from scales
where not list_has_all(measures, ['recency', 'frequency'])
    or list_has_any(measures, ['monetary', 'order_value']) = list_has_all(measures, ['monetary', 'order_value'])
order by scale
