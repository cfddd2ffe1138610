-- One row per measure of the last snapshot and value at which What-if can put a cut point: the most days, or the least
-- orders or revenue in the window, that still get a score. Every cut point in force is among them, exactly, with the
-- scores that begin there; between them stand round values near quantiles, the more the more customers there are.
-- grain: measure, edge
with counted as (
    select
        bins.measure,
        case when bins.measure <> 'monetary' then bins.bin when bins.bin > -100000 then exp(bins.bin / 100) else 0 end as value,
        sum(bins.customers) over upwards as up_to,
        sum(bins.customers) over (partition by bins.measure) as everyone,
    from customers.activity_bins as bins
    inner join customers.calendar as calendar
        on bins.as_of = calendar.as_of
        and calendar.is_last
    window upwards as (partition by bins.measure order by bins.bin)
),

in_force as (
    select
        points.measure,
        (case points.measure
            when 'recency' then floor(points.cut_point)
            when 'frequency' then ceil(points.cut_point)
            else points.cut_point
        end)::decimal(18, 4) as at_value,
        min(points.score) as from_score,
        max(points.score) as to_score,
    from customers.cut_points as points
    inner join customers.calendar as calendar
        on points.as_of = calendar.as_of
        and calendar.is_last
    where points.scale = 'rfm' and points.cut_point is not null
    group by all
),

-- So many that a cell of the three measures together holds some customers on average, for small cells are merged.
steps as (
    select
        measure,
        max(everyone) as everyone,
        least(20, greatest(6, floor(cbrt(max(everyone) / 8))), greatest(2, max(everyone) // 10))::integer as parts,
    from counted
    group by measure
),

-- The highest values decide the best tier, so there are two more there.
shares as (
    select
        measure,
        unnest(range(1, parts) || [parts - 0.5, parts - 0.2]) / parts as share,
    from steps
),

-- Days and orders are whole; two digits say enough.
rounded as (
    select distinct
        near.measure,
        (case
            when near.measure = 'monetary' or near.value >= 20
                then round(near.value, 1 - floor(log10(near.value))::integer)
            else near.value
        end)::decimal(18, 4) as at_value,
    from (
        select
            shares.measure,
            min(counted.value) as value,
        from shares
        inner join counted
            on shares.measure = counted.measure
            and counted.up_to >= shares.share * counted.everyone
        group by shares.measure, shares.share
    ) as near
    where near.value > 0
),

placed as (
    select
        measure,
        at_value,
        from_score,
        to_score,
    from in_force
    union all
    select
        rounded.measure,
        rounded.at_value,
        null,
        null,
    from rounded
    where not exists (
        from in_force
        where in_force.measure = rounded.measure and in_force.at_value = rounded.at_value
    )
),

-- A round value close to a cut point in force would part but a handful of customers from it.
ranked as (
    select
        placed.measure,
        placed.at_value,
        placed.from_score,
        placed.to_score,
        coalesce(sum(counted.customers) filter (counted.value <= placed.at_value), 0) as up_to,
    from placed
    left join (
        select
            measure,
            value,
            up_to - lag(up_to, 1, 0) over (partition by measure order by value) as customers,
        from counted
    ) as counted
        on placed.measure = counted.measure
    group by all
)

select
    ranked.measure,
    (row_number() over (partition by ranked.measure order by ranked.at_value))::integer as edge,
    ranked.at_value::double as at_value,
    ranked.from_score::integer as from_score,
    ranked.to_score::integer as to_score,
from ranked
inner join steps on ranked.measure = steps.measure
where ranked.from_score is not null
    or not exists (
        from ranked as fixed
        where fixed.measure = ranked.measure
            and fixed.from_score is not null
            and abs(fixed.up_to - ranked.up_to) < 0.4 * steps.everyone / steps.parts
    )
order by ranked.measure, edge
