-- One row per contact with a customer: around orders, and the use of the product by paying businesses.

with around_orders as (
    select
        sales.customer_no,
        sales.ordered_at + to_seconds(
            (kinds.from_days * 86400 + kinds.over_days * 86400 * uniform(kinds.kind || ' time', sales.sale_number))::integer
        ) as occurred_at,
        kinds.kind,
        case
            when kinds.kind in ('email_open', 'email_click') then 'email'
            when kinds.kind in ('support_ticket', 'complaint') then pick(['phone', 'email', 'chat'], 'desk', sales.sale_number)
            when sales.is_business and kinds.kind = 'visit' then 'sales_rep'
            else 'web'
        end as channel,
        pick(kinds.topics, kinds.kind || ' topic', sales.sale_number) as topic,
        case kinds.kind
            when 'survey' then least(10, floor(4 + 7.5 * uniform('score', sales.sale_number) ** 0.6))::integer
        end as score,
        case
            when kinds.kind in ('support_ticket', 'complaint')
                then ceil(90 * exponential('response', sales.sale_number))::integer
        end as response_minutes,
    from sales
    cross join (
        values
            ('visit', 0.16, -4, 4, ['product', 'price', 'delivery']),
            ('email_open', 0.14, -9, 8, ['newsletter', 'offer', 'product']),
            ('email_click', 0.06, -8, 7, ['newsletter', 'offer', 'product']),
            ('document_view', 0.05, -12, 10, ['technical', 'business', 'beginner']),
            ('support_ticket', 0.035, 1, 12, ['delivery', 'setup', 'billing']),
            ('complaint', 0.008, 1, 15, ['delivery', 'quality', 'billing']),
            ('survey', 0.05, 3, 10, ['satisfaction']),
            ('event', 0.01, -40, 60, ['webinar', 'open_day', 'fair'])
    ) as kinds (kind, share, from_days, over_days, topics)
    where uniform(kinds.kind, sales.sale_number) < kinds.share
),

users as (
    select
        customer_no,
        number,
        -- How deeply: on few days and in few features, or on most.
        1 + floor(6 * uniform('depth', number) ** 1.4)::integer as days_a_week,
    from people
    where is_business
        and plan <> 'free'
        and created_on + floor(days_alive)::integer >= date '2025-12-31'
),

feature_uses as (
    select
        customer_no,
        day + to_seconds(8 * 3600 + floor(9 * 3600 * uniform('use', number * 4096 + position))::integer) as occurred_at,
        'feature_use' as kind,
        'app' as channel,
        pick(
            ['ordering', 'approvals', 'budgets', 'reports', 'reorder_lists'][1:1 + days_a_week],
            'feature',
            number * 4096 + position
        ) as topic,
    from users
    cross join (
        select
            day,
            row_number() over (order by day) as position,
        from range(timestamp '2025-11-06', timestamp '2026-01-01', interval 1 day) as days (day)
    ) as days
    where uniform('day of use', number * 4096 + position) < days_a_week / 7
)

select *
from (
    select * from around_orders
    union all by name
    select * from feature_uses
) as interactions
where occurred_at < timestamp '2026-01-01'
order by occurred_at, customer_no, kind, topic
