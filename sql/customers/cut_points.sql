-- One row per snapshot, scale, measure and score: the most days, or the least orders or amount, that still get it.
-- A quantile's bin ends at the value itself, so equal values never part: the next bin begins just above it.
-- grain: as_of, scale, measure, score
with mean_days as (
    select distinct
        as_of,
        measure,
    from customers.sought_cuts
    where method = 'mean'
),

-- Counted in ten-thousandths: in floating point the mean of equal amounts can come out above them.
amounts as (
    select
        activity.as_of,
        'monetary' as measure,
        (sum(activity.monetary) * 10000)::hugeint as total,
        count(*)::hugeint as customers,
    from customers.activity as activity
    inner join mean_days on mean_days.measure = 'monetary' and activity.as_of = mean_days.as_of
    where activity.frequency > 0
    group by activity.as_of
    union all
    select
        worth.as_of,
        'order_value' as measure,
        (sum(worth.order_value) * 10000)::hugeint as total,
        count(*)::hugeint as customers,
    from customers.order_values as worth
    inner join mean_days on mean_days.measure = 'order_value' and worth.as_of = mean_days.as_of
    where worth.frequency > 0
    group by worth.as_of
),

means as (
    select
        activity.as_of,
        'recency' as measure,
        floor(avg(activity.as_of - activity.last_ordered_on))::decimal(18, 4) as mean_value,
    from customers.activity as activity
    inner join mean_days on mean_days.measure = 'recency' and activity.as_of = mean_days.as_of
    where activity.frequency > 0
    group by activity.as_of
    union all
    select
        activity.as_of,
        'frequency' as measure,
        ceil(avg(activity.frequency))::decimal(18, 4) as mean_value,
    from customers.activity as activity
    inner join mean_days on mean_days.measure = 'frequency' and activity.as_of = mean_days.as_of
    where activity.frequency > 0
    group by activity.as_of
    union all
    select
        as_of,
        measure,
        (
            (total // customers + case when total % customers > 0 then 1 else 0 end)::decimal(38, 0) * 0.0001
        )::decimal(18, 4) as mean_value,
    from amounts
)

select
    days.as_of,
    cuts.scale,
    cuts.measure,
    cuts.score,
    cuts.method,
    (
        case
            when cuts.method = 'fixed' then cuts.cut_at
            when cuts.method = 'mean' then means.mean_value
            when cuts.measure = 'recency' then asked.asked_value
            when cuts.measure = 'frequency' then asked.asked_value + 1
            else asked.asked_value + 0.0001
        end
    )::decimal(18, 4) as cut_point,
from customers.cut_days as days
inner join thresholds.rfm_cuts as cuts on days.scale = cuts.scale
left join means
    on cuts.method = 'mean'
    and cuts.measure = means.measure
    and coalesce(cuts.frozen_as_of, days.as_of) = means.as_of
left join customers.asked_values as asked
    on cuts.scale = asked.scale
    and cuts.measure = asked.measure
    and cuts.score = asked.score
    and coalesce(cuts.frozen_as_of, days.as_of) = asked.as_of
