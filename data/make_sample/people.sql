-- One row per customer: who they are and, unknown to the company, how they will buy.
-- grain: number

with sketched as (
    select
        number,
        -- The first 6,000 came with the company's books from before the sample's three years.
        number <= 6000 as is_old,
        uniform('segment', number) < 0.20 as is_business,
        uniform('region', number) as region_draw,
        uniform('size', number) as size_draw,
        uniform('source', number) as source_draw,
        uniform('plan', number) as plan_draw,
        uniform('prospect', number) < if(number > 17500, 0.16, 0.045) and number > 6000 as is_prospect,
    from range(1, 20401) as numbers (number)
),

described as (
    select
        number,
        is_old,
        is_business,
        is_prospect,
        case
            -- China opened later and grows fastest.
            when region_draw < 0.14 + 0.16 * number / 20400 then 'Greater China'
            when region_draw < 0.42 then 'North America'
            when region_draw < 0.86 then 'Europe'
            else 'Southeast Asia'
        end as region,
        case
            when not is_business then null
            when size_draw < 0.46 then 'micro'
            when size_draw < 0.78 then 'small'
            when size_draw < 0.94 then 'medium'
            else 'large'
        end as company_size,
        case
            when is_business then case
                when source_draw < 0.30 then 'sales_team'
                when source_draw < 0.52 then 'trade_fair'
                when source_draw < 0.74 then 'partner'
                when source_draw < 0.90 then 'search'
                else 'referral'
            end
            when source_draw < 0.32 then 'search'
            when source_draw < 0.58 then 'social'
            when source_draw < 0.74 then 'store'
            when source_draw < 0.88 then 'email'
            else 'referral'
        end as source_channel,
        case
            when is_prospect or plan_draw < 0.62 then 'free'
            when plan_draw < 0.92 then 'paid'
            else 'vip'
        end as plan,
        -- Where in the newcomers' calendar they joined; below 0 it was before.
        (number - 6000 - uniform('joined', number)) / 14400 as joined_after,
    from sketched
)

select
    described.number,
    -- The oldest accounts have ids of an older system: read as numbers, they become those of others.
    if(
        described.number <= oldest.row_count,
        '0' || (100000 + described.number + oldest.row_count),
        (100000 + described.number)::varchar
    ) as customer_no,
    described.is_old,
    described.is_business,
    described.is_prospect,
    described.region,
    described.company_size,
    described.source_channel,
    described.plan,
    not described.is_prospect
    and uniform('member', described.number) < if(described.plan = 'free', 0.35, 0.9) as is_member,
    case described.region
        when 'Greater China' then 'CNY'
        when 'Europe' then 'EUR'
        else 'USD'
    end as currency,
    coalesce(
        calendar.day,
        date '2019-03-01' + floor(1401 * sqrt(described.number / 6000))::integer
    ) as created_on,
    -- Rates differ between customers about as a gamma distribution says.
    exponential('rate', described.number) ** 0.9 * case described.company_size
        when 'micro' then 6.5
        when 'small' then 9
        when 'medium' then 13
        when 'large' then 16
        else 5.3
    end as orders_per_year,
    -- A mean per customer that differs too: many leave early and some stay for good.
    exponential('lifetime', described.number) * (0.3 + 0.7 * exponential('loyalty', described.number))
    * if(described.is_business, 1150, 620)
    -- Those still there after years are the ones who stay.
    * if(described.is_old, 1.4, 1) as days_alive,
    exp(normal('taste', described.number) * if(described.is_business, 0.52, 0.45)) * case described.company_size
        when 'micro' then 260
        when 'small' then 340
        when 'medium' then 520
        when 'large' then 950
        else 84
    end as typical_amount,
    -- How fast a customer's orders grow in a year, in logarithms.
    0.03 + 0.22 * normal('drift', described.number) as drift,
from described
cross join (
    select row_count::integer as row_count from mess where source = 'customers' and kind = 'leading_zero_id'
) as oldest
asof left join calendar
    on described.is_business = calendar.is_business
    and described.joined_after >= calendar.newcomers_before_share
order by described.number
