-- One row per share of the customers with revenue on the last snapshot at which What-if can begin a level of the pyramid in
-- force: the best so many, and the revenue of the last of them, found as in customers.asked_values. Edges go from low
-- revenue to high. The shares in force are among them, with the ranks of the levels that end there.
-- grain: edge
with last_snapshot as (
    select as_of
    from customers.calendar
    where is_last
),

bins as (
    select
        bin,
        sum(customers) over (order by bin desc) as up_to,
        sum(customers) over (order by bin desc) - customers as above,
        sum(customers) over () as payers,
    from customers.activity_bins
    where measure = 'monetary' and bin > -100000 and as_of = (select as_of from last_snapshot)
),

in_force as (
    select
        levels.level_rank,
        sum(levels.customer_share::decimal(18, 6)) over (order by levels.level_rank) as share,
    from thresholds.pyramid_levels as levels
    inner join thresholds.pyramid as chosen on levels.definition = chosen.definition
    where levels.customer_share is not null
),

shares as (
    select
        share,
        max(level_rank) as level_rank,
    from (
        select
            level_rank,
            share,
        from in_force
        union all
        select
            null,
            rows.share::decimal(18, 6),
        from (values
            (0.005), (0.01), (0.02), (0.03), (0.04), (0.05), (0.06), (0.08), (0.1), (0.12), (0.15), (0.2),
            (0.25), (0.3), (0.35), (0.4), (0.5), (0.6), (0.7), (0.8)
        ) as rows (share)
    ) as shares
    group by share
),

placed as (
    select
        shares.share,
        shares.level_rank,
        bins.bin,
        greatest(1, ceil(shares.share * bins.payers)) - bins.above as rank_in_bin,
    from shares
    inner join bins
        on greatest(1, ceil(shares.share * bins.payers)) > bins.above
        and greatest(1, ceil(shares.share * bins.payers)) <= bins.up_to
),

amounts as (
    select
        wanted.bin,
        activity.monetary,
        row_number() over (partition by wanted.bin order by activity.monetary desc) as rank_in_bin,
    from customers.activity as activity
    inner join (select distinct bin from placed) as wanted on floor(ln(activity.monetary) * 100)::integer = wanted.bin
    where activity.as_of = (select as_of from last_snapshot) and activity.monetary > 0 and activity.frequency > 0
),

-- Of shares with one revenue: one in force before others, and a small one before a large one.
chosen as (
    select
        amounts.monetary,
        placed.share,
        min(placed.level_rank) over (partition by amounts.monetary) as from_rank,
        max(placed.level_rank) over (partition by amounts.monetary) as to_rank,
        row_number() over (
            partition by amounts.monetary
            order by case when placed.level_rank is null then 1 else 0 end, placed.share
        ) as choice,
    from placed
    inner join amounts
        on placed.bin = amounts.bin
        and placed.rank_in_bin = amounts.rank_in_bin
)

select
    (row_number() over (order by monetary))::integer as edge,
    share,
    monetary as at_least,
    from_rank,
    to_rank,
from chosen
where choice = 1
