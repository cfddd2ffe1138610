-- One row per line of the customer file, as the company's customer system exports it: every column is text.

with clean as (
    select
        number,
        customer_no,
        case
            when is_business and region = 'Greater China'
                then pick(chinese_cities, 'city', number) || pick(chinese_company_words, 'company', number) || '有限公司'
            when is_business
                then pick(company_words, 'company', number) || ' ' || pick(family_names, 'founder', number) || ' '
                || pick(company_forms, 'form', number)
            when region = 'Greater China'
                or (region = 'Southeast Asia' and uniform('origin', number) < 0.4)
                then pick(chinese_family_names, 'family', number) || pick(chinese_given_names, 'given', number)
            else pick(given_names, 'given', number) || ' ' || pick(family_names, 'family', number)
        end as name,
        created_on::varchar as registered_on,
        region,
        if(
            is_business,
            pick(
                [
                    'manufacturing', 'manufacturing', 'retail', 'retail', 'technology', 'technology', 'healthcare',
                    'education', 'hospitality', 'finance', 'construction', 'public_sector',
                ],
                'industry',
                number
            ),
            null
        ) as industry,
        company_size,
        source_channel,
        case
            when is_business or uniform('age', number) > 0.93 then null
            when uniform('age', number) < 0.11 then '18-24'
            when uniform('age', number) < 0.36 then '25-34'
            when uniform('age', number) < 0.59 then '35-44'
            when uniform('age', number) < 0.75 then '45-54'
            when uniform('age', number) < 0.86 then '55-64'
            else '65+'
        end as age_band,
        case
            when is_business or uniform('gender', number) > 0.92 then null
            when uniform('gender', number) < 0.50 then 'female'
            when uniform('gender', number) < 0.90 then 'male'
            else 'other'
        end as gender,
        pick(['technical', 'business', 'beginner', 'design', 'sustainability'], 'interest', number) as interest,
        plan,
        -- The next anniversary for those who stay; the last one for those who let it lapse.
        case
            when plan = 'free' then null
            when created_on + floor(days_alive)::integer >= date '2025-12-31'
                then date '2026-01-01' + floor(365 * uniform('renewal', number))::integer
            else date '2025-12-30' - floor(700 * uniform('renewal', number))::integer
        end::varchar as renewal_date,
        if(is_business, pick(account_managers, 'manager', number), null) as account_manager,
        case
            when not is_business then if(uniform('need', number) < 0.9, 'simple', 'complex')
            when uniform('need', number) < 0.45 then 'simple'
            when uniform('need', number) < 0.85 then 'complex'
            else 'custom'
        end as need_complexity,
        if(
            source_channel = 'referral' and number > 100,
            (100000 + 41 + floor((number - 42) * uniform('referrer', number))::integer)::varchar,
            null
        ) as referred_by,
        round(
            exp(0.4 * normal('cost', number)) * if(is_business, 9, 1) * case source_channel
                when 'search' then 14
                when 'social' then 11
                when 'email' then 4
                when 'referral' then 8
                when 'store' then 6
                when 'partner' then 16
                when 'trade_fair' then 34
                else 28
            end,
            2
        )::decimal(18, 2)::varchar as acquisition_cost,
        is_member::varchar as is_member,
        case when uniform('consent', number) < 0.71 then 'true' when uniform('consent', number) < 0.95 then 'false' end as consents_to_contact,
    from people
    cross join words
),

spoiled as (
    select
        clean.*,
        mess.kind,
        -- A line repeated stands in the file twice.
        unnest(range(if(mess.kind = 'repeated_row', 2, 1))) as copy,
    from clean
    left join (
        select
            kind,
            500 + sum(row_count) over (order by kind) - row_count as after_number,
            500 + sum(row_count) over (order by kind) as to_number,
        from mess
        where source = 'customers' and kind in ('repeated_row', 'missing_customer')
    ) as mess
        on clean.number > mess.after_number
        and clean.number <= mess.to_number
)

select
    if(kind = 'missing_customer', null, customer_no) as customer_no,
    columns(* exclude (number, customer_no, kind, copy)),
from spoiled
order by number, copy
