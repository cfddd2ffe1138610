-- One row per snapshot at which the pyramid's steps hold other customers or another revenue than the reports.
with steps as (
    select
        as_of,
        sum(customers) filter (step >= 0) as customers,
        sum(revenue) as revenue,
    from customers.pyramid_counts
    group by as_of
),

reported as (
    select
        counts.as_of,
        sum(counts.customers) filter (tiers.tier <> 'inactive') as customers,
        sum(counts.revenue) as revenue,
    from customers.state_counts as counts
    inner join customers.tiers as tiers
        on tiers.model = 'pyramid_level'
        and counts.pyramid_rank = tiers.code
    group by counts.as_of
)

select
    reported.as_of,
    steps.customers,
    reported.customers as reported_customers,
    steps.revenue,
    reported.revenue as reported_revenue,
from reported
left join steps on reported.as_of = steps.as_of
where coalesce(steps.customers, 0) <> coalesce(reported.customers, 0)
    or coalesce(steps.revenue, 0) <> coalesce(reported.revenue, 0)
