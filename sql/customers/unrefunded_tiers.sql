-- One row per snapshot and customer whose refunds since the snapshot before cost a score tier: the number of the tier
-- (customers.tier_numbers) had they not been made.
-- grain: place, customer_number
with refunds as (
    select
        later.place,
        later.as_of,
        sales.customer_number,
        sum(sales.amount)::decimal(18, 4) as amount,
    from staging.sales as sales
    inner join customers.calendar as later
        on sales.ordered_on <= later.as_of
        and sales.ordered_on > later.window_after
    inner join customers.calendar as earlier
        on later.place = earlier.place + 1
        and sales.ordered_on > earlier.as_of
    where not sales.is_sale
    group by later.place, later.as_of, sales.customer_number
),

scored as (
    select
        refunds.place,
        states.customer_number,
        (states.tiers & 31)::integer as number,
        100 * score_of_few(states.recency_days, limits.r5, limits.r4, limits.r3, limits.r2)
        + 10 * score_of_many(states.frequency, states.frequency, limits.f5, limits.f4, limits.f3, limits.f2)
        + score_of_many(
            (states.monetary - refunds.amount)::decimal(18, 4), states.frequency, limits.m5, limits.m4, limits.m3, limits.m2
        ) as code,
    from refunds
    inner join customers.states as states
        on refunds.as_of = states.as_of
        and refunds.customer_number = states.customer_number
    inner join customers.limits as limits on refunds.as_of = limits.as_of
    where states.rfm_code is not null
)

select
    scored.place,
    scored.customer_number,
    numbers.number::tinyint as number,
from scored
inner join customers.tier_numbers as numbers on numbers.model = 'score_tier' and scored.code = numbers.code
where numbers.number < scored.number
