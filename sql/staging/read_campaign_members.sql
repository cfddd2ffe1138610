-- One row per source row of campaign_members, typed; a row with a reason is rejected and keeps the source's own values.
-- unreadable as in staging.typed_orders.
with read as (
    select
        nullif(trim(source.campaign_id::varchar), '') as campaign_id,
        nullif(trim(source.customer_id::varchar), '') as customer_id,
        try_cast(assigned_at as timestamp) as assigned_at,
        nullif(trim(assigned_at::varchar), '') as given_day,
        lower(nullif(trim(variant::varchar), '')) as variant,
        try_cast(cost as decimal(18, 4)) as cost,
        unreadable(cost, try_cast(cost as decimal(18, 4))) as given_cost,
        to_json(source) as source_row,
    from sources.campaign_members as source
),

-- A customer is in a campaign once: since the first day that can be read; among equals the text decides.
placed as (
    select
        *,
        row_number() over (
            partition by campaign_id, customer_id
            order by assigned_at nulls last, source_row::varchar
        ) as place,
    from read
),

judged as (
    select
        *,
        case
            when campaign_id is null then 'missing_campaign_id'
            when customer_id is null then 'missing_customer_id'
            when given_day is null then 'missing_date'
            when assigned_at is null then 'unreadable_date'
            when place > 1 then 'repeated_member'
        end as reason,
    from placed
)

select
    * exclude (given_day, given_cost, place, source_row),
    case when reason is not null then source_row end as source_row,
    case when given_cost is not null then json_object('cost', given_cost) end as unreadable,
from judged
