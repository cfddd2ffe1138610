-- One row: the days and windows that every figure hangs on.
-- grain: reporting_currency
select
    null::date as as_of, -- the day the figures are true for; null is the day of the newest accepted order
    date '1990-01-01' as earliest_plausible_day, -- an order before it is rejected
    null::date as latest_plausible_day, -- a later order is rejected as a future date; null: the day of the build
    24 as snapshots, -- how many snapshots of history: the as-of day and the month-ends before it
    365 as window_days, -- frequency and monetary look back over so many days; null is all history
    'USD' as reporting_currency, -- amounts in other currencies are converted with exchange_rates
    true as counts_free_orders, -- is an order with amount 0 a sale?
    0.05::double as most_rejected_share -- a build with a larger share of rejected rows in a source fails
