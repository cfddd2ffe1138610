-- One row per tier model and snapshot whose tiers don't hold all customers (and, in the lifecycle, all prospects).
with prospects as (
    select
        as_of,
        sum(customers) as customers,
    from customers.state_counts
    where rfm_code is null
    group by as_of
)

select
    format(
        'at {} the tiers of {} hold {} customers, but there are {}',
        sizes.as_of,
        sizes.model,
        sum(sizes.customers),
        calendar.entered + case when sizes.model = 'lifecycle_stage' then coalesce(prospects.customers, 0) else 0 end
    ) as problem,
from marts.tier_sizes as sizes
inner join customers.calendar as calendar on sizes.as_of = calendar.as_of
left join prospects on sizes.as_of = prospects.as_of
group by sizes.model, sizes.as_of, calendar.entered, prospects.customers
having sum(sizes.customers)
    <> calendar.entered + case when sizes.model = 'lifecycle_stage' then coalesce(prospects.customers, 0) else 0 end
order by sizes.as_of, sizes.model
