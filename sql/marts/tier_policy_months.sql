-- One row per snapshot, as long as the tier policy changes something: the customers whose awarded tier is better than the
-- calculated one, or lower; the flip-flops avoided then (the calculated tier came back to the one that the policy had kept); and
-- what a month of the benefits of these customers' awarded tiers costs more than those of the calculated ones (below 0: is
-- saved), null where thresholds.tier_policy does not tell it. Figures about too few customers are null.
-- grain: as_of
with months as (
    select
        as_of,
        customer_number,
        number as awarded,
        calculated,
        lag(number) over (partition by customer_number order by place) as awarded_before,
        lag(calculated) over (partition by customer_number order by place) as calculated_before,
    from customers.awarded_states
),

counted_months as (
    select
        as_of,
        awarded,
        calculated,
        coalesce(awarded = awarded_before and calculated = awarded and calculated_before <> awarded, false) as is_avoided,
        count(*) as customers,
    from months
    group by all
),

benefits as (
    select
        levels.number,
        policy.benefit_per_month,
    from thresholds.tier_policy as policy
    inner join customers.tier_levels as levels on levels.model = 'score_tier' and policy.tier = levels.tier
),

counted as (
    select
        months.as_of,
        sum(case when months.awarded < months.calculated then months.customers else 0 end) as kept,
        sum(case when months.awarded > months.calculated then months.customers else 0 end) as waiting,
        sum(case when months.is_avoided then months.customers else 0 end) as avoided,
        sum(
            case
                when months.awarded <> months.calculated
                    then months.customers * (given.benefit_per_month - due.benefit_per_month)
                else 0
            end
        ) as cost,
        count(given.benefit_per_month) = count(*) and count(due.benefit_per_month) = count(*) as is_told,
    from counted_months as months
    inner join benefits as given on months.awarded = given.number
    inner join benefits as due on months.calculated = due.number
    group by months.as_of
)

select
    counted.as_of,
    calendar.is_partial,
    (case when counted.kept not between 1 and privacy.smallest_cell - 1 then counted.kept end)::integer as kept,
    (case when counted.waiting not between 1 and privacy.smallest_cell - 1 then counted.waiting end)::integer as waiting,
    (
        case when counted.avoided not between 1 and privacy.smallest_cell - 1 then counted.avoided end
    )::integer as flip_flops_avoided,
    (
        case
            when counted.is_told
                and counted.kept not between 1 and privacy.smallest_cell - 1
                and counted.waiting not between 1 and privacy.smallest_cell - 1
                then counted.cost
        end
    )::double as benefit_cost,
from counted
inner join customers.calendar as calendar on counted.as_of = calendar.as_of
cross join thresholds.privacy as privacy
order by counted.as_of
