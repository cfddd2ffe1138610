-- One row per bin of customers.activity_bins but that of amounts of nothing or less: where it stands for natural breaks.
-- Days count as they are, orders and amounts by their logarithm. Amounts below a hundredth of the middle customer's count
-- as that hundredth: cents that refunds left over are as far from it by ratio as millions are, and would be a class of
-- their own.
-- grain: as_of, measure, bin
-- stored: as a view
with counted as (
    select
        as_of,
        measure,
        bin,
        customers,
        sum(customers) over (partition by as_of, measure order by bin) as up_to,
        sum(customers) over (partition by as_of, measure) as everyone,
    from customers.activity_bins
    where bin > -100000
),

halved as (
    select
        *,
        min(case when 2 * up_to >= everyone then bin end) over (partition by as_of, measure) as middle_bin,
    from counted
)

select
    as_of,
    measure,
    bin,
    customers,
    case measure
        when 'recency' then bin::double
        when 'frequency' then ln(bin)
        else greatest(bin, middle_bin - 460) * 0.01::double -- 100 bins are a factor of e, 460 one of 100
    end as place,
from halved
