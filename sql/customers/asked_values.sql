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

wanted as (
    select distinct
        as_of,
        measure,
        bin,
    from placed
    where measure in ('monetary', 'order_value')
),

amounts as (
    select
        activity.as_of,
        'monetary' as measure,
        wanted.bin,
        activity.monetary as amount,
    from customers.activity as activity
    inner join wanted
        on wanted.measure = 'monetary'
        and activity.as_of = wanted.as_of
        and case when activity.monetary > 0 then floor(ln(activity.monetary) * 100)::integer else -100000 end = wanted.bin
    where activity.frequency > 0
    union all
    select
        worth.as_of,
        'order_value' as measure,
        wanted.bin,
        worth.order_value as amount,
    from customers.order_values as worth
    inner join wanted
        on wanted.measure = 'order_value'
        and worth.as_of = wanted.as_of
        and case when worth.order_value > 0 then floor(ln(worth.order_value) * 100)::integer else -100000 end = wanted.bin
    where worth.frequency > 0
),

ranked as (
    select
        as_of,
        measure,
        bin,
        amount,
        row_number() over (partition by as_of, measure, bin order by amount) as rank_in_bin,
    from amounts
)

select
    placed.as_of,
    placed.scale,
    placed.measure,
    placed.score,
    coalesce(ranked.amount, placed.bin)::decimal(18, 4) as asked_value,
from placed
left join ranked
    on placed.measure = ranked.measure
    and placed.as_of = ranked.as_of
    and placed.bin = ranked.bin
    and placed.rank_in_bin = ranked.rank_in_bin
