-- One row per snapshot and customer whose refunds since the snapshot before cost a score tier: the number of the tier
-- (customers.tier_numbers) had they not been made.
-- grain: place, customer_number
-- for each: customers.limits
with refunds as (
    select
        sales.customer_number,
        sum(sales.amount)::decimal(18, 4) as amount,
    from staging.sales as sales
    inner join customers.calendar as later on later.place = $place
    inner join customers.calendar as earlier on earlier.place = $place - 1
    where not sales.is_sale
        and sales.ordered_on > earlier.as_of
        and sales.ordered_on > later.window_after
        and sales.ordered_on <= $as_of
    group by sales.customer_number
),

scored as (
    select
        states.customer_number,
        states.tiers & 31 as number,
        number_by_scores(
            $score_tier_numbers,
            score_of_few(states.recency_days, $r5, $r4, $r3, $r2),
            score_of_many(states.frequency, states.frequency, $f5, $f4, $f3, $f2),
            score_of_many((states.monetary - refunds.amount)::decimal(18, 4), states.frequency, $m5, $m4, $m3, $m2)
        ) as unrefunded_number,
    from customers.states as states
    inner join refunds on states.customer_number = refunds.customer_number
    where states.as_of = $as_of and states.rfm_code is not null
)

select
    $place as place,
    customer_number,
    unrefunded_number::tinyint as number,
from scored
where unrefunded_number < number
