-- One row per source row of points, typed; a row with a reason is rejected and keeps the source's own values.
-- Why the balance changed is what_for here: reason is why a row was rejected, as everywhere in staging.
with read as (
    select
        nullif(trim(source.customer_id::varchar), '') as customer_id,
        try_cast(changed_at as timestamp) as changed_at,
        nullif(trim(changed_at::varchar), '') as given_day,
        try_cast(points as decimal(18, 4)) as points,
        nullif(trim(points::varchar), '') as given_points,
        nullif(trim(source.reason::varchar), '') as what_for,
        source as given_row,
    from sources.points as source
),

judged as (
    select
        *,
        case
            when customer_id is null then 'missing_customer_id'
            when given_day is null then 'missing_date'
            when changed_at is null then 'unreadable_date'
            when given_points is null then 'missing_points'
            when points is null then 'unreadable_points'
        end as reason,
    from read
)

select
    * exclude (given_day, given_points, given_row),
    case when reason is not null then to_json(given_row) end as source_row,
from judged
