-- One row per scale and measure whose cut points are out of order, leave a score out, or mix methods.
-- blames: thresholds.rfm_cuts
with measures as (
    select
        scale,
        measure,
        format('{}, {}', scale, measure) as row_name,
        format('''{}''', measure) as line_of,
        count(distinct method) as methods,
        count(distinct coalesce(frozen_as_of, date '0001-01-01')) as frozen_days,
        count(distinct score) as scores,
        max(score) as highest_score,
        string_agg(coalesce(format('{} at {}', score, cut_at::double), score::varchar), ', ' order by score desc) as cut_points,
    from thresholds.rfm_cuts
    group by scale, measure
),

steps as (
    select
        scale,
        measure,
        case when measure = 'recency' then -1 else 1 end
        * (cut_at - lag(cut_at) over (partition by scale, measure order by score)) as rise,
    from thresholds.rfm_cuts
    where method <> 'mean'
),

judged as (
    select
        case
            when measures.methods > 1
                then format('{} mixes methods: a measure has one, which parts all its scores', measures.row_name)
            when measures.frozen_days > 1
                then format('{} is frozen at more than one day: its cut points come from one snapshot', measures.row_name)
            when measures.scores <> measures.highest_score - 1
                then format(
                    '{} leaves out a score: it has cut points for {}, and every score from 2 up to the best needs one',
                    measures.row_name, measures.cut_points
                )
            when exists (
                from steps
                where steps.scale = measures.scale and steps.measure = measures.measure and steps.rise <= 0
            )
                then format(
                    'the cut points of {} are out of order: {}; a better score begins at {}',
                    measures.row_name,
                    measures.cut_points,
                    case measures.measure when 'recency' then 'fewer days' else 'a higher value' end
                )
        end as problem,
        measures.scale as part,
        measures.line_of,
    from measures
)

select
    problem,
    part,
    line_of,
from judged
where problem is not null
order by problem, part, line_of
