-- One row per measure and bin of values on the last snapshot: how many customers with a sale in the window have a recency
-- (days), frequency (orders), monetary value or revenue per order (reporting currency) from at_least to below. Days and
-- orders have bins of one round width and amounts of one ratio, but for bins with too few customers, which are joined to
-- their neighbours (thresholds.privacy). An open end is null.
-- grain: measure, bin
with recursive counted as (
    select
        bins.measure,
        bins.bin,
        bins.customers,
        sum(bins.customers) over upwards as up_to,
        sum(bins.customers) over (partition by bins.measure) as everyone,
    from customers.activity_bins as bins
    inner join customers.calendar as calendar
        on bins.as_of = calendar.as_of
        and calendar.is_last
    window upwards as (partition by bins.measure order by bins.bin)
),

-- Where most customers are: beyond it the bins are open. Amounts of nothing or less are below every bin.
ranges as (
    select
        measure,
        case measure
            when 'recency' then 0
            when 'frequency' then 1
            else coalesce(min(bin) filter (up_to > 0.005 * everyone and bin > -100000), 0)
        end as lowest,
        coalesce(min(bin) filter (up_to >= 0.995 * everyone), 0) as highest,
        least(75, greatest(8, round(1.5 * sqrt(max(everyone))))) as most_bins,
    from counted
    group by measure
),

widths as (
    select
        ranges.measure,
        ranges.lowest,
        min(steps.width) as width,
    from ranges
    cross join (
        select unnest([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000, 1000000]) as width
    ) as steps
    where steps.width * ranges.most_bins >= ranges.highest - ranges.lowest
    group by ranges.measure, ranges.lowest
),

placed as materialized (
    select
        *,
        row_number() over (partition by measure order by place) as number,
    from (
        select
            counted.measure,
            widths.lowest,
            widths.width,
            case
                when counted.bin < widths.lowest then -1
                else least((counted.bin - widths.lowest) // widths.width, 75)
            end::integer as place,
            sum(counted.customers) as customers,
        from counted
        inner join widths on counted.measure = widths.measure
        group by all
    ) as places
),

-- From the lowest up, a bin joins the one before it until that one has enough customers.
joined as (
    select
        placed.measure,
        placed.number,
        placed.number as joined_to,
        placed.customers as held,
    from placed
    where placed.number = 1
    union all
    select
        placed.measure,
        placed.number,
        case when joined.held >= privacy.smallest_cell then placed.number else joined.joined_to end as joined_to,
        case when joined.held >= privacy.smallest_cell then 0 else joined.held end + placed.customers as held,
    from joined
    cross join thresholds.privacy as privacy
    inner join placed
        on joined.measure = placed.measure
        and joined.number + 1 = placed.number
),

-- What is left at the end is too small on its own: it belongs to the bin before.
whole as (
    select
        measure,
        joined_to,
        max(held) as held,
        case
            when max(held) < privacy.smallest_cell then lag(joined_to, 1, joined_to) over (partition by measure order by joined_to)
            else joined_to
        end as bin,
    from joined
    cross join thresholds.privacy as privacy
    group by measure, joined_to, privacy.smallest_cell
),

binned as (
    select
        placed.measure,
        placed.lowest,
        placed.width,
        whole.bin,
        min(placed.place) as first_place,
        max(placed.place) + 1 as end_place,
        sum(placed.customers) as customers,
    from placed
    inner join joined
        on placed.measure = joined.measure
        and placed.number = joined.number
    inner join whole
        on joined.measure = whole.measure
        and joined.joined_to = whole.joined_to
    group by placed.measure, placed.lowest, placed.width, whole.bin
)

select
    binned.measure,
    row_number() over (partition by binned.measure order by binned.bin)::integer as bin,
    case
        when binned.first_place < 0 then null
        when binned.measure in ('monetary', 'order_value') then exp((binned.lowest + binned.width * binned.first_place) / 100)
        else binned.lowest + binned.width * binned.first_place
    end::double as at_least,
    case
        when binned.end_place > 75 then null
        when binned.measure in ('monetary', 'order_value') then exp((binned.lowest + binned.width * binned.end_place) / 100)
        else binned.lowest + binned.width * binned.end_place
    end::double as below,
    case when binned.customers >= privacy.smallest_cell then binned.customers end::integer as customers,
from binned
cross join thresholds.privacy as privacy
order by binned.measure, bin
