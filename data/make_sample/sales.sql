-- One row per order that was really placed, before any export spoiled it. Amounts are in US dollars.
-- grain: sale_number

with tries as (
    select
        life_number,
        is_business,
        is_underway,
        orders_per_year,
        starts_at,
        ends_at,
        (ends_at - starts_at) / 365000 * orders_per_year as expected,
        -- Enough tries that a customer practically never runs out of them.
        unnest(range(ceil(expected + 3.5 * sqrt(expected) + 3)::integer)) as turn,
    from lives
),

gaps as (
    select
        *,
        life_number * 4096 + turn as try_number,
        if(
            turn = 0 and not is_underway,
            0,
            ceil(365000 / orders_per_year * exponential('gap', life_number * 4096 + turn))
        )::bigint as gap,
    from tries
),

placed as (
    select
        life_number,
        is_business,
        try_number,
        starts_at + sum(gap) over (partition by life_number order by turn rows unbounded preceding) as units,
    from gaps
    qualify units < ends_at
),

dated as (
    select
        placed.life_number,
        placed.try_number,
        calendar.day,
        calendar.day + to_seconds(
            floor(
                if(placed.is_business, 8 * 3600, 7 * 3600)
                + uniform('time of day', try_number) * if(placed.is_business, 10, 16) * 3600
            )::integer
        ) as ordered_at,
    from placed
    asof join calendar
        on placed.is_business = calendar.is_business
        and placed.units >= calendar.opens_at
)

select
    row_number() over (order by ordered_at, try_number) as sale_number,
    number,
    customer_no,
    is_business,
    is_member,
    currency,
    ordered_at,
    round(
        least(
            greatest(
                typical_amount
                * exp(
                    drift * (day - date '2024-07-01') / 365
                    + normal('basket', try_number) * if(is_business, 0.5, 0.45)
                ),
                if(is_business, 40, 6)
            ),
            if(is_business, 40000, 900)
        ),
        2
    ) as amount_usd,
from dated
inner join lives using (life_number)
order by sale_number
