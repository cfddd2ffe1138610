-- One row per customer in a campaign. One JSON object a line; named columns, so that all stay text.

select
    campaign_id,
    customer_no as customer_id,
    assigned_at,
    variant,
    cost,
from read_json(
    'data/sample/campaign_members.json',
    format = 'newline_delimited',
    columns = {
        campaign_id: 'varchar',
        customer_no: 'varchar',
        assigned_at: 'varchar',
        variant: 'varchar',
        cost: 'varchar',
    }
)
