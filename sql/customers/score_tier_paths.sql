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

-- Ten snapshots a sum, which is then parted: half as many sums as numbers take half as long.
packed as (
    select
        month.customer_number,
        sum(case when month.word = 1 then month.symbol else 0 end)::bigint as months_1,
        sum(case when month.word = 2 then month.symbol else 0 end)::bigint as months_2,
        sum(case when month.word = 3 then month.symbol else 0 end)::bigint as months_3,
        sum(case when month.word = 4 then month.symbol else 0 end)::bigint as months_4,
        sum(case when month.word = 5 then month.symbol else 0 end)::bigint as months_5,
        sum(case when month.word = 6 then month.symbol else 0 end)::bigint as months_6,
    from (
        select
            customer_number,
            (place - 1) // 10 + 1 as word,
            symbol::bigint << (6 * ((place - 1) % 10)) as symbol,
        from symbols
        where symbol > 0
    ) as month
    group by month.customer_number
)

select
    customer_number,
    [
        (months_1 & 1073741823)::integer, (months_1 >> 30)::integer,
        (months_2 & 1073741823)::integer, (months_2 >> 30)::integer,
        (months_3 & 1073741823)::integer, (months_3 >> 30)::integer,
        (months_4 & 1073741823)::integer, (months_4 >> 30)::integer,
        (months_5 & 1073741823)::integer, (months_5 >> 30)::integer,
        (months_6 & 1073741823)::integer, (months_6 >> 30)::integer
    ] as history,
from packed
