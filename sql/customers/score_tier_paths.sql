-- One row per customer of a chunk: the number of the score tier at each snapshot (customers.tier_numbers), and above it that
-- without the month's refunds where these cost a tier (customers.unrefunded_tiers). Three bits each, five snapshots a
-- number, the oldest lowest; the calendar has 60 at most. Read tiers with tier_at(history, place).
-- grain: customer_number
-- for each: customers.chunks
-- stored: nowhere
with symbols as (
    select
        states.customer_number,
        calendar.place,
        states.tiers & 31 as symbol,
    from customers.states as states
    inner join customers.calendar as calendar on states.as_of = calendar.as_of
    where states.customer_number between $first_number and $last_number
    union all
    select
        customer_number,
        place,
        number::integer << 3,
    from customers.unrefunded_tiers
    where customer_number between $first_number and $last_number
),

packed as (
    select
        month.customer_number,
        sum(case when month.word = 1 then month.symbol else 0 end)::integer as months_1,
        sum(case when month.word = 2 then month.symbol else 0 end)::integer as months_2,
        sum(case when month.word = 3 then month.symbol else 0 end)::integer as months_3,
        sum(case when month.word = 4 then month.symbol else 0 end)::integer as months_4,
        sum(case when month.word = 5 then month.symbol else 0 end)::integer as months_5,
        sum(case when month.word = 6 then month.symbol else 0 end)::integer as months_6,
        sum(case when month.word = 7 then month.symbol else 0 end)::integer as months_7,
        sum(case when month.word = 8 then month.symbol else 0 end)::integer as months_8,
        sum(case when month.word = 9 then month.symbol else 0 end)::integer as months_9,
        sum(case when month.word = 10 then month.symbol else 0 end)::integer as months_10,
        sum(case when month.word = 11 then month.symbol else 0 end)::integer as months_11,
        sum(case when month.word = 12 then month.symbol else 0 end)::integer as months_12,
    from (
        select
            customer_number,
            (place - 1) // 5 + 1 as word,
            symbol << (6 * ((place - 1) % 5)) as symbol,
        from symbols
        where symbol > 0
    ) as month
    group by month.customer_number
)

select
    customer_number,
    [
        months_1, months_2, months_3, months_4, months_5, months_6,
        months_7, months_8, months_9, months_10, months_11, months_12
    ] as history,
from packed
