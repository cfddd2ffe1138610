-- One row per source row of exchange_rates, typed; a row with a reason is rejected and keeps the source's own values.
with read as (
    select
        upper(nullif(trim(source.currency::varchar), '')) as currency,
        try_cast(day as date) as day,
        nullif(trim(day::varchar), '') as given_day,
        try_cast(rate as decimal(18, 8)) as rate,
        to_json(source) as source_row,
    from sources.exchange_rates as source
),

-- Of several rates for one day the highest holds, whatever their order in the file.
placed as (
    select
        *,
        row_number() over (
            partition by currency, day
            order by rate desc nulls last, source_row::varchar
        ) as place,
    from read
),

judged as (
    select
        *,
        case
            when currency is null then 'missing_currency'
            when given_day is null then 'missing_date'
            when day is null then 'unreadable_date'
            when rate is null or rate <= 0 then 'unreadable_rate'
            when place > 1 then 'repeated_rate'
        end as reason,
    from placed
)

select
    * exclude (given_day, place, source_row),
    case when reason is not null then source_row end as source_row,
from judged
