-- One row per measure, method, number of levels and score on the last snapshot: what the score would reach from and to
-- (days, orders, reporting currency; an open end is null, amounts end below at_most) and how many of the customers with a
-- sale in the window it would hold. The method in force stands as it is; the others as they would be with so many levels,
-- amounts to within 1 %. Scores that nobody would have are left out.
-- grain: measure, method, levels, score
-- suppress: customers rounded in measure, method, levels along score
with bins as (
    select
        bins.measure,
        bins.bin,
        bins.customers,
        case when bins.measure <> 'monetary' then bins.bin when bins.bin > -100000 then exp((bins.bin + 0.5) / 100) else 0 end as value,
        sum(bins.customers) over upwards as up_to,
        sum(bins.customers) over (partition by bins.measure) as everyone,
    from customers.activity_bins as bins
    inner join customers.calendar as calendar
        on bins.as_of = calendar.as_of
        and calendar.is_last
    where bins.measure <> 'order_value'
    window upwards as (partition by bins.measure order by bins.bin)
),

-- How many customers each class takes, with those below it: class 1 has the lowest values.
ranks as (
    select
        sizes.measure,
        'quantile' as method,
        choices.levels,
        classes.class,
        greatest(1, ceil(sizes.everyone * classes.class / choices.levels)) as rank,
    from (
        select distinct
            measure,
            everyone,
        from bins
    ) as sizes
    cross join (select unnest([3, 4, 5]) as levels) as choices
    inner join (select unnest(range(1, 5)) as class) as classes on classes.class < choices.levels
    union all
    select
        measure,
        'natural' as method,
        levels,
        unnest(range(1, levels)) as class,
        worthless + unnest(customers_up_to) as rank,
    from (
        select
            bins.measure,
            choices.levels,
            natural_breaks(
                array_agg(places.place order by bins.bin) filter (places.place is not null),
                array_agg(bins.customers order by bins.bin) filter (places.place is not null),
                choices.levels
            ) as customers_up_to,
            coalesce(sum(bins.customers) filter (places.place is null), 0) as worthless,
        from bins
        inner join customers.calendar as calendar on calendar.is_last
        left join customers.bin_places as places
            on calendar.as_of = places.as_of
            and bins.measure = places.measure
            and bins.bin = places.bin
        cross join (select unnest([3, 4, 5]) as levels) as choices
        group by bins.measure, choices.levels
    ) as breaks
),

in_force as (
    select
        points.measure,
        points.method,
        max(points.score) over (partition by points.measure) as levels,
        points.score,
        points.cut_point,
    from customers.cut_points as points
    inner join customers.calendar as calendar
        on points.as_of = calendar.as_of
        and calendar.is_last
    where points.scale = 'rfm'
),

-- The last bin of each class but the highest.
ends as (
    select
        ranks.measure,
        ranks.method,
        ranks.levels,
        ranks.class,
        false as is_in_force,
        min(bins.bin) as end_bin,
        null as cut_point,
    from ranks
    inner join bins on ranks.measure = bins.measure and bins.up_to >= ranks.rank
    group by all
    union all
    select
        measure,
        'mean' as method,
        2 as levels,
        1 as class,
        false as is_in_force,
        case measure
            when 'recency' then floor(sum(value * customers) / sum(customers))
            when 'frequency' then ceil(sum(value * customers) / sum(customers)) - 1
            else floor(ln(sum(value * customers) / sum(customers)) * 100) - 1
        end as end_bin,
        null as cut_point,
    from bins
    group by measure
    having sum(value) > 0
    union all
    select
        measure,
        method,
        levels,
        case when measure = 'recency' then levels + 1 - score else score - 1 end as class,
        true as is_in_force,
        case measure
            when 'recency' then floor(cut_point)
            when 'frequency' then ceil(cut_point) - 1
        end as end_bin,
        cut_point,
    from in_force
),

chosen as (
    select *
    from ends
    where is_in_force
        or not exists (
            from in_force
            where in_force.measure = ends.measure and in_force.method = ends.method and in_force.levels = ends.levels
        )
),

-- Each class with both its ends.
classes as (
    select
        *,
        lag(end_bin) over classes as from_bin,
        lag(cut_point) over classes as from_cut_point,
    from (
        select * from chosen
        union all
        select distinct
            measure,
            method,
            levels,
            levels as class,
            is_in_force,
            null as end_bin,
            null as cut_point,
        from chosen
    ) as ended
    window classes as (partition by measure, method, levels order by class)
),

-- A cut point in force may lie within a bin of amounts, and many may have that very amount, so these scores are counted.
counted as (
    select
        code % 10 as score,
        sum(customers) as customers,
    from customers.scale_counts
    where scale = 'rfm' and code % 10 > 1
    group by code % 10
    union all
    select
        1 as score,
        (select max(everyone) from bins where measure = 'monetary')
        - (select coalesce(sum(customers), 0) from customers.scale_counts where scale = 'rfm' and code % 10 > 1) as customers,
),

held as (
    select
        classes.measure,
        classes.method,
        classes.levels,
        case when classes.measure = 'recency' then classes.levels + 1 - classes.class else classes.class end as score,
        classes.is_in_force,
        classes.from_bin,
        classes.end_bin,
        classes.from_cut_point,
        classes.cut_point,
        sum(bins.customers) as customers,
    from classes
    inner join bins
        on classes.measure = bins.measure
        and bins.bin > coalesce(classes.from_bin, -1000000)
        and bins.bin <= coalesce(classes.end_bin, 2147483647)
    where not (classes.is_in_force and classes.measure = 'monetary')
    group by all
    union all
    select
        classes.measure,
        classes.method,
        classes.levels,
        classes.class as score,
        classes.is_in_force,
        classes.from_bin,
        classes.end_bin,
        classes.from_cut_point,
        classes.cut_point,
        counted.customers,
    from classes
    inner join counted on classes.class = counted.score
    where classes.is_in_force and classes.measure = 'monetary' and counted.customers > 0
)

select
    measure,
    method,
    levels::integer as levels,
    score::integer as score,
    is_in_force,
    (
        case
            when measure = 'monetary' then coalesce(from_cut_point, exp((from_bin + 1) / 100))
            else coalesce(from_bin + 1, 0)
        end
    )::double as at_least,
    (case when measure = 'monetary' then coalesce(cut_point, exp((end_bin + 1) / 100)) else end_bin end)::double as at_most,
    customers::integer as customers,
from held
order by measure, method, levels, score
