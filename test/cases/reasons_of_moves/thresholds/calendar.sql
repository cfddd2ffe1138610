-- One row: as shipped, but for the day.
-- grain: reporting_currency
select
    date '2025-12-31' as as_of,
    date '1990-01-01' as earliest_plausible_day,
    null::date as latest_plausible_day,
    24 as snapshots,
    365 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    0.05::double as most_rejected_share
