-- One row per stretch of time in which a customer buys: most have one, those who come back two.
-- grain: life_number

with firsts as (
    select
        number * 2 as life_number,
        *,
        case
            when is_old then date '2023-01-01'
            -- Businesses look around before they buy; most consumers join at their first order.
            when is_business then created_on + floor(40 * exponential('lead', number))::integer
            when uniform('lead', number) < 0.7 then created_on
            else created_on + floor(20 * exponential('lead', number))::integer
        end as first_day,
    from people
    where not is_prospect
),

seconds as (
    select
        life_number + 1 as life_number,
        first_day + floor(days_alive + 110 + 190 * exponential('silence', number))::integer as first_day,
        floor(exponential('second life', number) * if(is_business, 600, 330))::integer as days_alive,
        columns(* exclude (life_number, first_day, days_alive)),
    from firsts
    where uniform('comeback', number) < 0.38
),

lives as (
    select * from firsts
    union all by name
    select * from seconds
)

select
    lives.*,
    -- Those of old are met in the middle of things, the others begin with an order.
    lives.is_old and lives.life_number % 2 = 0 as is_underway,
    beginning.opens_at as starts_at,
    ending.closes_at as ends_at,
from lives
inner join calendar as beginning
    on lives.is_business = beginning.is_business
    and lives.first_day = beginning.day
inner join calendar as ending
    on lives.is_business = ending.is_business
    and least(lives.first_day + floor(lives.days_alive)::integer, date '2025-12-31') = ending.day
order by lives.life_number
