-- One row per source and optional column of which accepted rows give a value that can't be read: how many do, and one of
-- these values, its first 60 characters. Such a value is null from here on, and its row counts as any other.
-- grain: source, column_name
with accepted as (
    select
        'orders' as source,
        unreadable,
    from staging.read_orders
    where reason is null
        and unreadable is not null
        and order_id not in (select order_id from staging.repeated_order_ids)
    union all
    select
        'orders',
        unreadable,
    from staging.repeated_orders
    where place = 1
        and unreadable is not null
    union all
    select
        'customers',
        unreadable,
    from staging.read_customers
    where reason is null
        and unreadable is not null
    union all
    select
        'interactions',
        unreadable,
    from staging.read_interactions
    where reason is null
        and unreadable is not null
    union all
    select
        'campaign_members',
        unreadable,
    from staging.read_campaign_members
    where reason is null
        and unreadable is not null
)

select
    accepted.source,
    given.key as column_name,
    count(*) as rows_unreadable,
    left(min(given.value ->> '$'), 60) as for_example,
from accepted
cross join json_each(accepted.unreadable) as given
where given.type <> 'NULL'
group by accepted.source, given.key
