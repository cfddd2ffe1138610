-- customers.snapshots once more, from staging.orders and the definitions alone: one query with a group by per snapshot.
-- Scores by counting who is below, levels by counting who is above, never by a cut point.
with as_ofs as (
    select unnest($as_ofs::date[]) as as_of,
),

counted as (
    select
        customer_id,
        ordered_at::date as day,
        amount,
        amount >= 0 as is_sale,
    from staging.orders
    where coalesce(lower(status), '') <> 'cancelled'
),

grouped as (
    select
        as_ofs.as_of,
        counted.customer_id,
        min(day) filter (is_sale) as first_ordered_on,
        max(day) filter (is_sale) as last_ordered_on,
        list_distinct(list(day) filter (is_sale)) as sale_days,
        count(*) filter (is_sale and day > as_of - 365) as frequency,
        coalesce(sum(amount) filter (day > as_of - 365), 0) as monetary,
        coalesce(sum(amount) filter (day > as_of - 180), 0) as half_year,
        coalesce(sum(amount) filter (day > as_of - 360 and day <= as_of - 180), 0) as half_year_before,
    from as_ofs
    inner join counted on counted.day <= as_ofs.as_of
    group by as_ofs.as_of, counted.customer_id
    having count(*) filter (is_sale) > 0
),

ranked as (
    select
        *,
        as_of - last_ordered_on as recency_days,
        frequency > 0 as is_active,
        count(*) over (partition by as_of, frequency > 0) as actives,
        rank() over (partition by as_of, frequency > 0 order by as_of - last_ordered_on) - 1 as with_less_recency,
        rank() over (partition by as_of, frequency > 0 order by frequency) - 1 as with_less_frequency,
        rank() over (partition by as_of, frequency > 0 order by monetary) - 1 as with_less_monetary,
        count(*) over (partition by as_of, monetary > 0) as payers,
        rank() over (partition by as_of, monetary > 0 order by monetary desc) - 1 as with_more_monetary,
        last_ordered_on - list_max(list_filter(sale_days, lambda day: day < last_ordered_on)) as gap_days,
    from grouped
),

scored as (
    select
        *,
        case when is_active then 5 - least(4, with_less_recency * 5 // actives) else 1 end as r_score,
        case when is_active then 1 + least(4, with_less_frequency * 5 // actives) else 1 end as f_score,
        case when is_active then 1 + least(4, with_less_monetary * 5 // actives) else 1 end as m_score,
    from ranked
),

everyone as (
    select
        as_of,
        customer_id,
        first_ordered_on,
        last_ordered_on,
        recency_days,
        frequency,
        monetary,
        r_score,
        f_score,
        m_score,
        r_score + f_score + m_score as score_total,
        case
            when r_score + f_score + m_score >= 12 then 'top'
            when r_score + f_score + m_score >= 9 then 'potential'
            when r_score + f_score + m_score >= 6 then 'general'
            else 'dormant'
        end as score_tier,
        case
            when regexp_full_match(r_score || '' || f_score, '[12][12]') then 'hibernating'
            when regexp_full_match(r_score || '' || f_score, '[12][34]') then 'at_risk'
            when regexp_full_match(r_score || '' || f_score, '[12]5') then 'cant_lose'
            when regexp_full_match(r_score || '' || f_score, '3[12]') then 'about_to_sleep'
            when regexp_full_match(r_score || '' || f_score, '33') then 'need_attention'
            when regexp_full_match(r_score || '' || f_score, '[34][45]') then 'loyal'
            when regexp_full_match(r_score || '' || f_score, '41') then 'promising'
            when regexp_full_match(r_score || '' || f_score, '51') then 'new'
            when regexp_full_match(r_score || '' || f_score, '[45][23]') then 'potential_loyalist'
            when regexp_full_match(r_score || '' || f_score, '5[45]') then 'champions'
        end as segment,
        case
            when monetary <= 0 then 'inactive'
            when with_more_monetary * 100 < payers then 'top'
            when with_more_monetary * 100 < payers * 5 then 'large'
            when with_more_monetary * 100 < payers * 20 then 'medium'
            else 'small'
        end as pyramid_level,
        case
            when recency_days > 365 then 'churned'
            when recency_days > 180 then 'dormant'
            when as_of - first_ordered_on <= 90 then 'new'
            when recency_days <= 90 and gap_days > 180 then 'reactivated'
            when half_year > half_year_before and half_year >= half_year_before * 1.1 then 'growing'
            else 'mature'
        end as lifecycle_stage,
    from scored
    union all
    select
        as_ofs.as_of,
        known.customer_id,
        null, null, null, 0, 0, null, null, null, null, null, null, null,
        'prospect',
    from as_ofs
    cross join (
        select
            coalesce(customers.customer_id, ids.customer_id) as customer_id,
            customers.created_on,
        from (from staging.read_customers where reason is null) as customers
        full join (select distinct customer_id from counted) as ids on customers.customer_id = ids.customer_id
    ) as known
    where (
        known.created_on <= as_ofs.as_of
        or (known.created_on is null and as_ofs.as_of = (select max(as_of) from as_ofs))
    )
        and not exists (
            from grouped
            where grouped.as_of = as_ofs.as_of and grouped.customer_id = known.customer_id
        )
)

select *
from everyone
