-- One row per source table: rows read, accepted and rejected, and the days they span.
-- grain: source
with read as (
    select
        'orders' as source,
        count(*) as rows_read,
    from sources.orders
    union all
    select
        'customers',
        count(*),
    from sources.customers
    union all
    select
        'interactions',
        count(*),
    from sources.interactions
    union all
    select
        'campaign_members',
        count(*),
    from sources.campaign_members
    union all
    select
        'points',
        count(*),
    from sources.points
    union all
    select
        'marketing_costs',
        count(*),
    from sources.marketing_costs
    union all
    select
        'exchange_rates',
        count(*),
    from sources.exchange_rates
),

accepted as (
    select
        'orders' as source,
        count(*) as rows_accepted,
        min(ordered_at)::date as first_day,
        max(ordered_at)::date as last_day,
    from staging.orders
    union all
    select
        'customers',
        count(*),
        min(created_on),
        max(created_on),
    from staging.read_customers
    where reason is null
    union all
    select
        'interactions',
        count(*),
        min(occurred_at)::date,
        max(occurred_at)::date,
    from staging.read_interactions
    where reason is null
    union all
    select
        'campaign_members',
        count(*),
        min(assigned_at)::date,
        max(assigned_at)::date,
    from staging.read_campaign_members
    where reason is null
    union all
    select
        'points',
        count(*),
        min(changed_at)::date,
        max(changed_at)::date,
    from staging.read_points
    where reason is null
    union all
    select
        'marketing_costs',
        count(*),
        min(month),
        max(month),
    from staging.read_marketing_costs
    where reason is null
    union all
    select
        'exchange_rates',
        count(*),
        min(day),
        max(day),
    from staging.read_exchange_rates
    where reason is null
),

rejected as (
    select
        source,
        count(*) as rows_rejected,
    from staging.rejected_rows
    group by source
)

select
    read.source,
    read.rows_read,
    accepted.rows_accepted,
    coalesce(rejected.rows_rejected, 0) as rows_rejected,
    accepted.first_day,
    accepted.last_day,
from read
inner join accepted on read.source = accepted.source
left join rejected on read.source = rejected.source
