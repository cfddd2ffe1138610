-- One row: as shipped, for data that ends in 2018
-- grain: reporting_currency
select
    null::date as as_of,
    date '1990-01-01' as earliest_plausible_day,
    date '2018-12-30' as latest_plausible_day,
    24 as snapshots,
    365 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    0.0::double as most_rejected_share
