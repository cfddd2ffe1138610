-- One row per source row of orders, typed, with the reason why it can't be accepted, if there is one.
-- An order that is_counted is not cancelled.
-- How ids, times and amounts are read, by the type that the source has them in: loaders/sql/readers.ts. An optional value
-- that can't be read is null, and named in unreadable: the column and the text, as JSON.
-- stored: as a view
with read as (
    select
        source.*,
        read_id(source.order_id) as read_order_id,
        read_id(source.customer_id) as read_customer_id,
        read_time(source.ordered_at) as read_ordered_at,
        read_amount(source.amount) as read_amount,
        upper(nullif(trim(source.currency::varchar), '')) as read_currency,
        try_cast(source.quantity as decimal(18, 4)) as read_quantity,
        try_cast(source.discount as decimal(18, 4)) as read_discount,
        try_cast(source.cost as decimal(18, 4)) as read_cost,
        try_cast(source.due_at as timestamp) as read_due_at,
        try_cast(source.paid_at as timestamp) as read_paid_at,
        source as source_columns,
    from sources.orders as source
),

judged as (
    select
        read.*,
        case
            when read_currency is null or read_currency = calendar.reporting_currency then read_amount
            else (read_amount * rates.rate)::decimal(18, 4)
        end as reporting_amount,
        case
            when read_order_id is null then 'missing_order_id'
            when read_customer_id is null then 'missing_customer_id'
            when read_ordered_at is null and nullif(trim(read.ordered_at::varchar), '') is null then 'missing_date'
            when read_ordered_at is null then 'unreadable_date'
            when read_ordered_at < calendar.earliest_plausible_day then 'early_date'
            when read_ordered_at >= coalesce(calendar.latest_plausible_day, current_date) + 1 then 'future_date'
            when read_amount is null and nullif(trim(read.amount::varchar), '') is null then 'missing_amount'
            when read_amount is null then 'unreadable_amount'
            when read_currency <> calendar.reporting_currency and rates.rate is null then 'missing_rate'
        end as reason,
    from read
    cross join thresholds.calendar as calendar
    left join staging.exchange_rates as rates
        on read.read_currency = rates.currency
        and read.read_ordered_at::date = rates.day
)

select
    read_order_id as order_id,
    read_customer_id as customer_id,
    read_ordered_at as ordered_at,
    reporting_amount as amount,
    read_currency as currency,
    read_amount as amount_in_currency,
    nullif(case when status::varchar like ' %' or status::varchar like '% ' then trim(status::varchar) else status::varchar end, '') as status,
    nullif(case when channel::varchar like ' %' or channel::varchar like '% ' then trim(channel::varchar) else channel::varchar end, '') as channel,
    nullif(case when category::varchar like ' %' or category::varchar like '% ' then trim(category::varchar) else category::varchar end, '') as category,
    read_quantity as quantity,
    read_discount as discount,
    read_cost as cost,
    read_due_at as due_at,
    read_paid_at as paid_at,
    status is null or lower(trim(status::varchar)) not in (select status from thresholds.order_statuses) as is_counted,
    reason,
    case
        when coalesce(
            unreadable(quantity, read_quantity),
            unreadable(discount, read_discount),
            unreadable(cost, read_cost),
            unreadable(due_at, read_due_at),
            unreadable(paid_at, read_paid_at)
        ) is not null then json_object(
            'quantity', unreadable(quantity, read_quantity),
            'discount', unreadable(discount, read_discount),
            'cost', unreadable(cost, read_cost),
            'due_at', unreadable(due_at, read_due_at),
            'paid_at', unreadable(paid_at, read_paid_at)
        )
    end as unreadable,
    source_columns, -- to_json costs more than all the rest: left to whoever keeps the row
from judged
