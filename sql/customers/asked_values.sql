-- One row per asked rank: the value that has it, exactly. The bin is found by counting, then only the customers of
-- that bin are sorted.
-- grain: as_of, scale, measure, score
with counted as (
    select
        as_of,
        measure,
        bin,
        sum(customers) over (partition by as_of, measure order by bin) as up_to,
        sum(customers) over (partition by as_of, measure order by bin) - customers as below,
    from customers.activity_bins
),

placed as (
    select
        asked.as_of,
        asked.scale,
        asked.measure,
        asked.score,
        counted.bin,
        asked.asked_rank - counted.below as rank_in_bin,
    from customers.asked_ranks as asked
    inner join counted
        on asked.as_of = counted.as_of
        and asked.measure = counted.measure
        and asked.asked_rank > counted.below
        and asked.asked_rank <= counted.up_to
),

amounts as (
    select
        activity.as_of,
        wanted.bin,
        activity.monetary,
        row_number() over (partition by activity.as_of, wanted.bin order by activity.monetary) as rank_in_bin,
    from customers.activity as activity
    inner join (
        select distinct
            as_of,
            bin,
        from placed
        where measure = 'monetary'
    ) as wanted
        on activity.as_of = wanted.as_of
        and case when activity.monetary > 0 then floor(ln(activity.monetary) * 100)::integer else -100000 end = wanted.bin
    where activity.frequency > 0
)

select
    placed.as_of,
    placed.scale,
    placed.measure,
    placed.score,
    coalesce(amounts.monetary, placed.bin)::decimal(18, 4) as asked_value,
from placed
left join amounts
    on placed.measure = 'monetary'
    and placed.as_of = amounts.as_of
    and placed.bin = amounts.bin
    and placed.rank_in_bin = amounts.rank_in_bin
