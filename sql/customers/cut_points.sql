-- One row per snapshot, scale, measure and score: the most days, or the least orders or amount, that still get it.
-- A score ends at a customer's own value, so equal values never part: the next begins just above it. The scores below a
-- target stay below its line; where nobody misses it they have its cut point, and no customer.
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
),

found as (
    select
        as_of,
        scale,
        measure,
        score,
        case measure
            when 'recency' then asked_value
            when 'frequency' then asked_value + 1
            else asked_value + 0.0001
        end as found_value,
    from customers.asked_values
)

select
    days.as_of,
    cuts.scale,
    cuts.measure,
    cuts.score,
    cuts.method,
    (
        case
            when cuts.method = 'fixed' or cuts.score = lines.score then cuts.cut_at
            when cuts.method = 'mean' then means.mean_value
            when lines.cut_at is null then found.found_value
            when cuts.measure = 'recency' then greatest(lines.cut_at, coalesce(found.found_value, lines.cut_at))
            else least(lines.cut_at, coalesce(found.found_value, lines.cut_at))
        end
    )::decimal(18, 4) as cut_point,
from customers.cut_days as days
inner join thresholds.rfm_cuts as cuts on days.scale = cuts.scale
left join thresholds.rfm_cuts as lines
    on cuts.scale = lines.scale
    and cuts.measure = lines.measure
    and lines.method = 'target'
    and lines.cut_at is not null
left join means
    on cuts.method = 'mean'
    and cuts.measure = means.measure
    and coalesce(cuts.frozen_as_of, days.as_of) = means.as_of
left join found
    on cuts.scale = found.scale
    and cuts.measure = found.measure
    and cuts.score = found.score
    and coalesce(cuts.frozen_as_of, days.as_of) = found.as_of
