-- One row per tier model, snapshot, tier, and the snapshot at which its customers entered: how many, and their revenue.
-- Who entered before the first snapshot that migration compares counts there. Prospects enter after the last.
-- grain: model, place, number, entered_place
with packed as (
    select
        slots.place,
        states.tiers + (coalesce(awarded.number, 0)::integer << 20) as tiers,
        coalesce(
            entered.place,
            case when states.first_ordered_on <= oldest.as_of then oldest.place else oldest.place + 24 end
        ) as entered_place,
        count(*) as customers,
        sum(states.monetary) as revenue,
    from customers.states as states
    inner join customers.slots as slots on states.slot = slots.slot and slots.is_paired
    cross join (
        select
            min(place) as place,
            min(as_of) as as_of,
        from customers.slots
        where is_paired
    ) as oldest
    left join customers.awarded_states as awarded
        on states.customer_number = awarded.customer_number
        and states.slot = awarded.slot
    left join customers.slots as entered
        on entered.is_paired
        and last_day(states.first_ordered_on) = last_day(entered.as_of)
    group by slots.place, states.tiers + (coalesce(awarded.number, 0)::integer << 20), entered_place
)

select
    models.model,
    packed.place,
    (packed.tiers >> models.shift & 31)::tinyint as number,
    packed.entered_place,
    sum(packed.customers)::bigint as customers,
    sum(packed.revenue)::decimal(38, 4) as revenue,
from packed
cross join customers.tier_models as models
where packed.tiers >> models.shift & 31 > 0
group by models.model, packed.place, packed.tiers >> models.shift & 31, packed.entered_place
