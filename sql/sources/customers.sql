-- One row per customer: who they are. All text, cleaned in staging; ids keep their leading zeros that way.

select
    customer_no as customer_id,
    name,
    registered_on as created_at,
    region,
    industry,
    company_size,
    source_channel,
    age_band,
    gender,
    interest,
    plan,
    renewal_date as renews_at,
    account_manager,
    need_complexity,
    referred_by,
    acquisition_cost,
    is_member,
    consents_to_contact,
from read_csv(
    'data/sample/customers.csv',
    header = true,
    skip = 0,
    delim = ',',
    quote = '"',
    escape = '"',
    all_varchar = true
)
