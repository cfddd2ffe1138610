-- One row per currency and day: the rate of that day, or of the last day before that has one. Days are spelled out (up to
-- the latest plausible day, or ten years on) so that converting an order is a look-up.
-- grain: currency, day
with spans as (
    select
        rates.currency,
        rates.rate,
        rates.day as first_day,
        lead(rates.day - 1, 1, coalesce(calendar.latest_plausible_day, rates.day + 3653)) over (
            partition by rates.currency
            order by rates.day
        ) as last_day,
    from staging.read_exchange_rates as rates
    cross join thresholds.calendar as calendar
    where rates.reason is null
)

select
    spans.currency,
    days.day::date as day,
    spans.rate,
from spans
cross join unnest(generate_series(spans.first_day, spans.last_day, interval 1 day)) as days (day)
