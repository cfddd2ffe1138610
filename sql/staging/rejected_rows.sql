-- One row per rejected source row of any source: the reason, and the row as the source has it, as JSON.
-- stored: as a view
select
    'orders' as source,
    reason,
    source_row,
from staging.rejected_orders
union all
select
    'customers',
    reason,
    source_row,
from staging.read_customers
where reason is not null
union all
select
    'interactions',
    reason,
    source_row,
from staging.read_interactions
where reason is not null
union all
select
    'campaign_members',
    reason,
    source_row,
from staging.read_campaign_members
where reason is not null
union all
select
    'points',
    reason,
    source_row,
from staging.read_points
where reason is not null
union all
select
    'marketing_costs',
    reason,
    source_row,
from staging.read_marketing_costs
where reason is not null
union all
select
    'exchange_rates',
    reason,
    source_row,
from staging.read_exchange_rates
where reason is not null
