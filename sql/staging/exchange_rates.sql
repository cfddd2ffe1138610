-- One row per currency and day of a rate, with the time for which it holds: until the next one.
-- grain: currency, valid_from
select
    currency,
    day as valid_from,
    lead(day, 1, date '9999-12-31') over (partition by currency order by day) as valid_until,
    rate,
from staging.read_exchange_rates
where reason is null
