-- One row per snapshot, scale, measure and score: the most days, or the least orders or amount, that still get it.
-- A quantile's bin ends at the value itself, so equal values never part: the next bin begins just above it.
-- grain: as_of, scale, measure, score
with means as (
    select
        as_of,
        'recency' as measure,
        floor(avg(as_of - last_ordered_on))::decimal(18, 4) as mean_value,
    from customers.activity
    where frequency > 0
    group by as_of
    union all
    select
        as_of,
        'frequency' as measure,
        ceil(avg(frequency))::decimal(18, 4) as mean_value,
    from customers.activity
    where frequency > 0
    group by as_of
    union all
    -- Counted in ten-thousandths: in floating point the mean of equal amounts can come out above them.
    select
        as_of,
        'monetary' as measure,
        (
            (total // customers + case when total % customers > 0 then 1 else 0 end)::decimal(38, 0) * 0.0001
        )::decimal(18, 4) as mean_value,
    from (
        select
            as_of,
            (sum(monetary) * 10000)::hugeint as total,
            count(*)::hugeint as customers,
        from customers.activity
        where frequency > 0
        group by as_of
    ) as sums
)

select
    calendar.as_of,
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
from customers.calendar as calendar
cross join thresholds.rfm_cuts as cuts
left join means
    on cuts.measure = means.measure
    and coalesce(cuts.frozen_as_of, calendar.as_of) = means.as_of
left join customers.asked_values as asked
    on cuts.scale = asked.scale
    and cuts.measure = asked.measure
    and cuts.score = asked.score
    and coalesce(cuts.frozen_as_of, calendar.as_of) = asked.as_of
