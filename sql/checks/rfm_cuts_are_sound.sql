-- One row per cut point that can't be used as it stands.
-- blames: thresholds.rfm_cuts
with cuts as (
    select
        *,
        format('{}, {}, score {}', scale, measure, score) as row_name,
        format('''{}'', ''{}'', {}', measure, method, score) as line_of,
        max(score) over (partition by scale, measure) as best_score,
    from thresholds.rfm_cuts
),

judged as (
    select
        case
            when measure is null or method is null or score is null
                then format('{} lacks its measure, method or score', row_name)
            when measure not in ('recency', 'frequency', 'monetary', 'order_value')
                then format('"{}" is no measure: there are recency, frequency, monetary and order_value', measure)
            when scale = 'rfm' and measure = 'order_value'
                then 'the scale rfm makes the scores of every report, whose M is revenue (monetary): use order_value in a scale of a preset'
            when method not in ('quantile', 'fixed', 'mean', 'natural', 'target')
                then format('{}: "{}" is no method: there are quantile, fixed, mean, natural and target', row_name, method)
            when score not between 2 and 5
                then format('{}: a cut point begins a score from 2 to 5 (whatever is below them all scores 1)', row_name)
            when method = 'mean' and score <> 2
                then format('{}: a mean parts two levels only, so it begins score 2', row_name)
            when method = 'natural' and cut_at is not null
                then format('{}: natural breaks are found among the customers, so cut_at is null', row_name)
            when method = 'target' and score = best_score and cut_at is null
                then format('{}: the best score of a target begins at its line: write that as cut_at', row_name)
            when method = 'target' and score < best_score and cut_at is not null
                then format(
                    '{}: a target has one line, that of score {}; the scores below part those who miss it equally, so their cut_at is null (method fixed takes a cut point for each)',
                    row_name, best_score
                )
            when method = 'target' and measure <> 'recency' and cut_at <= 0
                then format('{}: the line {} is no target, since everybody reaches it', row_name, trim(cut_at::double::varchar))
            when method in ('quantile', 'fixed') and cut_at is null then format('{} has no cut_at', row_name)
            when method = 'quantile' and (cut_at <= 0 or cut_at >= 1)
                then format('{}: the quantile {} is no share between 0 and 1', row_name, trim(cut_at::double::varchar))
            when method in ('fixed', 'target') and measure in ('recency', 'frequency') and cut_at < 0
                then format('{}: {} is below 0, where nobody is', row_name, trim(cut_at::double::varchar))
        end as problem,
        scale as part,
        line_of,
    from cuts
)

select
    problem,
    part,
    line_of,
from judged
where problem is not null
order by problem, part, line_of
