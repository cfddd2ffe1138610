-- One row per source table and column of the contract: in how many of the accepted rows it holds a readable value, and in
-- how many one that can't be read.
-- grain: source, column_name
-- A required column is there in every accepted row, or the row would not have been accepted: only the others are
-- counted, all of a source in one pass.
with contract as (
    select
        source,
        place,
        column_name,
        is_required,
    from (values
        ('orders', 1, 'order_id', true),
        ('orders', 2, 'customer_id', true),
        ('orders', 3, 'ordered_at', true),
        ('orders', 4, 'amount', true),
        ('orders', 5, 'currency', false),
        ('orders', 6, 'status', false),
        ('orders', 7, 'channel', false),
        ('orders', 8, 'category', false),
        ('orders', 9, 'quantity', false),
        ('orders', 10, 'discount', false),
        ('orders', 11, 'cost', false),
        ('orders', 12, 'due_at', false),
        ('orders', 13, 'paid_at', false),
        ('customers', 1, 'customer_id', true),
        ('customers', 2, 'name', false),
        ('customers', 3, 'created_at', false),
        ('customers', 4, 'region', false),
        ('customers', 5, 'industry', false),
        ('customers', 6, 'company_size', false),
        ('customers', 7, 'source_channel', false),
        ('customers', 8, 'age_band', false),
        ('customers', 9, 'gender', false),
        ('customers', 10, 'interest', false),
        ('customers', 11, 'plan', false),
        ('customers', 12, 'renews_at', false),
        ('customers', 13, 'account_manager', false),
        ('customers', 14, 'need_complexity', false),
        ('customers', 15, 'referred_by', false),
        ('customers', 16, 'acquisition_cost', false),
        ('customers', 17, 'is_member', false),
        ('customers', 18, 'consents_to_contact', false),
        ('interactions', 1, 'customer_id', true),
        ('interactions', 2, 'occurred_at', true),
        ('interactions', 3, 'kind', true),
        ('interactions', 4, 'channel', false),
        ('interactions', 5, 'topic', false),
        ('interactions', 6, 'score', false),
        ('interactions', 7, 'response_minutes', false),
        ('campaign_members', 1, 'campaign_id', true),
        ('campaign_members', 2, 'customer_id', true),
        ('campaign_members', 3, 'assigned_at', true),
        ('campaign_members', 4, 'variant', false),
        ('campaign_members', 5, 'cost', false),
        ('points', 1, 'customer_id', true),
        ('points', 2, 'changed_at', true),
        ('points', 3, 'points', true),
        ('points', 4, 'reason', false),
        ('marketing_costs', 1, 'month', true),
        ('marketing_costs', 2, 'source_channel', true),
        ('marketing_costs', 3, 'amount', true),
        ('exchange_rates', 1, 'currency', true),
        ('exchange_rates', 2, 'day', true),
        ('exchange_rates', 3, 'rate', true)
    ) as columns (source, place, column_name, is_required)
),

-- Of the rows that share an order id only the first is accepted; staging.read_orders holds them all.
orders as (
    unpivot (
        select count(columns('^(currency|status|channel|category|quantity|discount|cost|due_at|paid_at)$')) as '\1'
        from staging.read_orders
        where reason is null
    ) on columns(*) into name column_name value rows_filled
),

repeated_orders as (
    unpivot (
        select count(columns('^(currency|status|channel|category|quantity|discount|cost|due_at|paid_at)$')) as '\1'
        from staging.repeated_orders
        where place > 1
    ) on columns(*) into name column_name value rows_filled
),

customers as (
    unpivot (
        select count(columns('^(name|created_on|region|industry|company_size|source_channel|age_band|gender|interest|plan|renews_on|account_manager|need_complexity|referred_by|acquisition_cost|is_member|consents_to_contact)$')) as '\1'
        from staging.read_customers
        where reason is null
    ) on columns(*) into name column_name value rows_filled
),

interactions as (
    unpivot (
        select count(columns('^(channel|topic|score|response_minutes)$')) as '\1'
        from staging.read_interactions
        where reason is null
    ) on columns(*) into name column_name value rows_filled
),

campaign_members as (
    unpivot (
        select count(columns('^(variant|cost)$')) as '\1'
        from staging.read_campaign_members
        where reason is null
    ) on columns(*) into name column_name value rows_filled
),

points as (
    unpivot (
        select count(columns('^(what_for)$')) as '\1'
        from staging.read_points
        where reason is null
    ) on columns(*) into name column_name value rows_filled
),

counted as (
    select
        'orders' as source,
        column_name,
        rows_filled,
    from orders
    union all
    select
        'orders',
        column_name,
        -rows_filled,
    from repeated_orders
    union all
    select
        'customers',
        case column_name when 'created_on' then 'created_at' when 'renews_on' then 'renews_at' else column_name end,
        rows_filled,
    from customers
    union all
    select
        'interactions',
        column_name,
        rows_filled,
    from interactions
    union all
    select
        'campaign_members',
        column_name,
        rows_filled,
    from campaign_members
    union all
    select
        'points',
        case column_name when 'what_for' then 'reason' else column_name end,
        rows_filled,
    from points
)

select
    contract.source,
    contract.place::integer as place,
    contract.column_name,
    contract.is_required,
    max(rows.rows_accepted)::integer as rows_accepted,
    case
        when contract.is_required then max(rows.rows_accepted)
        else coalesce(sum(counted.rows_filled), 0)
    end::integer as rows_filled,
    coalesce(max(unreadable.rows_unreadable), 0)::integer as rows_unreadable,
from contract
inner join staging.source_rows as rows on contract.source = rows.source
left join counted
    on contract.source = counted.source
    and contract.column_name = counted.column_name
left join staging.unreadable_values as unreadable
    on contract.source = unreadable.source
    and contract.column_name = unreadable.column_name
group by contract.source, contract.place, contract.column_name, contract.is_required
order by contract.source, contract.place
