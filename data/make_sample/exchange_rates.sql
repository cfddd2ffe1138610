-- One row per currency and day: what one unit is worth in US dollars, the company's reporting currency.

select
    currency,
    day::date as day,
    round(middle * (1 + swing * sin(position / 97) + swing / 3 * sin(position / 23 + 1)), 6) as rate,
from (
    values
        ('CNY', 0.1404::double, 0.02::double),
        ('EUR', 1.0920::double, 0.03::double)
) as currencies (currency, middle, swing)
cross join (
    select
        day,
        (day::date - date '2023-01-01')::double as position,
    from range(timestamp '2023-01-01', timestamp '2026-01-01', interval 1 day) as days (day)
) as days
order by currency, day
