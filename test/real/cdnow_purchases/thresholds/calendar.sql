-- One row: eighteen months from the first purchase on, and all of them count
-- grain: reporting_currency
select
    null::date as as_of,
    date '1990-01-01' as earliest_plausible_day,
    date '1998-06-30' as latest_plausible_day,
    18 as snapshots,
    null::integer as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    0.0::double as most_rejected_share
