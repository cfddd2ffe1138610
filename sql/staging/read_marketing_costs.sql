-- One row per source row of marketing_costs, typed; a row with a reason is rejected and keeps the source's own values.
with read as (
    select
        coalesce(
            try_cast(month as timestamp)::date,
            try_cast(trim(month::varchar) || '-01' as date)
        ) as month,
        nullif(trim(month::varchar), '') as given_month,
        nullif(trim(source.source_channel::varchar), '') as source_channel,
        try_cast(amount as decimal(18, 4)) as amount,
        nullif(trim(amount::varchar), '') as given_amount,
        source as given_row,
    from sources.marketing_costs as source
),

judged as (
    select
        *,
        case
            when given_month is null then 'missing_date'
            when month is null then 'unreadable_date'
            when source_channel is null then 'missing_channel'
            when given_amount is null then 'missing_amount'
            when amount is null then 'unreadable_amount'
        end as reason,
    from read
)

select
    * exclude (given_month, given_amount, given_row),
    case when reason is not null then to_json(given_row) end as source_row,
from judged
