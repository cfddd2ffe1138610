-- One row: the months of 2025; a month's orders alone say the scores.
-- grain: reporting_currency
select
    date '2025-12-31' as as_of,
    date '1990-01-01' as earliest_plausible_day,
    date '2025-12-31' as latest_plausible_day,
    12 as snapshots,
    31 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    0.05::double as most_rejected_share
