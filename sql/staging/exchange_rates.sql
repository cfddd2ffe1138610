-- One row per currency and day of a rate, with the time for which it holds: until the next one.
-- grain: currency, valid_from
select
    upper(trim(currency::varchar)) as currency,
    try_cast(day as date) as valid_from,
    lead(try_cast(day as date), 1, date '9999-12-31') over (
        partition by upper(trim(currency::varchar))
        order by try_cast(day as date)
    ) as valid_until,
    max(try_cast(rate as decimal(18, 8))) as rate,
from sources.exchange_rates
where try_cast(day as date) is not null
    and try_cast(rate as decimal(18, 8)) > 0
    and nullif(trim(currency::varchar), '') is not null
group by upper(trim(currency::varchar)), try_cast(day as date)
