-- One row per snapshot, as long as the tier policy changes something: the customers whose awarded tier is better than the
-- calculated one, or lower; the flip-flops avoided then (the calculated tier came back to the one that the policy had kept); and
-- what a month of the benefits of these customers' awarded tiers costs more than those of the calculated ones (below 0: is
-- saved), null where thresholds.tier_policy does not tell it. Figures about too few customers are null.
-- grain: as_of
with months as (
    select
        calendar.place,
        calendar.as_of,
        calendar.is_partial,
        tier_at(histories.history, calendar.place) as calculated,
        tier_at(histories.awarded, calendar.place) as awarded,
        case when calendar.place > 1 then tier_at(histories.history, calendar.place - 1) else 0 end as calculated_before,
        case when calendar.place > 1 then tier_at(histories.awarded, calendar.place - 1) else 0 end as awarded_before,
        histories.customers,
    from customers.tier_histories as histories
    cross join customers.calendar as calendar
    inner join customers.policy_in_force as policy on policy.changes_awards
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
        months.is_partial,
        sum(case when months.awarded < months.calculated then months.customers else 0 end) as kept,
        sum(case when months.awarded > months.calculated then months.customers else 0 end) as waiting,
        sum(
            case
                when months.awarded_before > 0
                    and months.awarded = months.awarded_before
                    and months.calculated = months.awarded
                    and months.calculated_before <> months.awarded
                    then months.customers
                else 0
            end
        ) as avoided,
        sum(
            case
                when months.awarded <> months.calculated
                    then months.customers * (given.benefit_per_month - due.benefit_per_month)
                else 0
            end
        ) as cost,
        count(given.benefit_per_month) = count(*) and count(due.benefit_per_month) = count(*) as is_told,
    from months
    inner join benefits as given on months.awarded = given.number
    inner join benefits as due on months.calculated = due.number
    where months.calculated > 0
    group by months.as_of, months.is_partial
)

select
    counted.as_of,
    counted.is_partial,
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
cross join thresholds.privacy as privacy
order by counted.as_of
