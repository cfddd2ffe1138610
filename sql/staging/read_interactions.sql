-- One row per source row of interactions, typed; a row with a reason is rejected and keeps the source's own values.
-- unreadable as in staging.typed_orders.
with read as (
    select
        nullif(trim(source.customer_id::varchar), '') as customer_id,
        try_cast(occurred_at as timestamp) as occurred_at,
        nullif(trim(occurred_at::varchar), '') as given_day,
        lower(nullif(trim(kind::varchar), '')) as kind,
        nullif(trim(channel::varchar), '') as channel,
        nullif(trim(topic::varchar), '') as topic,
        try_cast(score as decimal(18, 4)) as score,
        try_cast(response_minutes as decimal(18, 4)) as response_minutes,
        unreadable(score, try_cast(score as decimal(18, 4))) as given_score,
        unreadable(response_minutes, try_cast(response_minutes as decimal(18, 4))) as given_response_minutes,
        source as given_row,
    from sources.interactions as source
),

judged as (
    select
        *,
        case
            when customer_id is null then 'missing_customer_id'
            when given_day is null then 'missing_date'
            when occurred_at is null then 'unreadable_date'
            when kind is null then 'missing_kind'
        end as reason,
    from read
)

select
    * exclude (given_day, given_score, given_response_minutes, given_row),
    case when reason is not null then to_json(given_row) end as source_row,
    case
        when coalesce(given_score, given_response_minutes) is not null
            then json_object('score', given_score, 'response_minutes', given_response_minutes)
    end as unreadable,
from judged
