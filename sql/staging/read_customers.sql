-- One row per source row of customers, typed, with the reason why it can't be accepted, if there is one; unreadable as in
-- staging.typed_orders.
with read as (
    select
        nullif(trim(source.customer_id::varchar), '') as customer_id,
        nullif(trim(name::varchar), '') as name,
        try_cast(created_at as timestamp)::date as created_on,
        nullif(trim(region::varchar), '') as region,
        nullif(trim(industry::varchar), '') as industry,
        nullif(trim(company_size::varchar), '') as company_size,
        nullif(trim(source_channel::varchar), '') as source_channel,
        nullif(trim(age_band::varchar), '') as age_band,
        nullif(trim(gender::varchar), '') as gender,
        nullif(trim(interest::varchar), '') as interest,
        nullif(trim(plan::varchar), '') as plan,
        try_cast(renews_at as timestamp)::date as renews_on,
        nullif(trim(account_manager::varchar), '') as account_manager,
        nullif(trim(need_complexity::varchar), '') as need_complexity,
        nullif(trim(referred_by::varchar), '') as referred_by,
        try_cast(acquisition_cost as decimal(18, 4)) as acquisition_cost,
        try_cast(is_member as boolean) as is_member,
        try_cast(consents_to_contact as boolean) as consents_to_contact,
        unreadable(created_at, try_cast(created_at as timestamp)) as given_created_at,
        unreadable(renews_at, try_cast(renews_at as timestamp)) as given_renews_at,
        unreadable(acquisition_cost, try_cast(acquisition_cost as decimal(18, 4))) as given_acquisition_cost,
        unreadable(is_member, try_cast(is_member as boolean)) as given_is_member,
        unreadable(consents_to_contact, try_cast(consents_to_contact as boolean)) as given_consents_to_contact,
        to_json(source) as source_row,
    from sources.customers as source
),

placed as (
    select
        *,
        row_number() over (partition by customer_id order by created_on, source_row::varchar) as place,
    from read
)

select
    * exclude (
        place, source_row, given_created_at, given_renews_at, given_acquisition_cost, given_is_member, given_consents_to_contact
    ),
    case
        when customer_id is null then 'missing_customer_id'
        when place > 1 then 'repeated_customer_id'
    end as reason,
    case when customer_id is null or place > 1 then source_row end as source_row,
    case
        when coalesce(
            given_created_at, given_renews_at, given_acquisition_cost, given_is_member, given_consents_to_contact
        ) is not null then json_object(
            'created_at', given_created_at,
            'renews_at', given_renews_at,
            'acquisition_cost', given_acquisition_cost,
            'is_member', given_is_member,
            'consents_to_contact', given_consents_to_contact
        )
    end as unreadable,
from placed
