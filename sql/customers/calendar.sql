-- One row per snapshot, oldest first: the as-of day, the days its windows begin after, and how many have entered.
-- window_days is how far frequency and revenue look back; null is all history.
-- grain: as_of
with newest as (
    select coalesce(calendar.as_of, read.last_day) as as_of,
    from thresholds.calendar as calendar
    left join staging.source_rows as read on read.source = 'orders'
),

months as (
    select newest.as_of as month_end
    from newest
    union
    select last_day((newest.as_of - to_months(step.month::integer))::date) as month_end
    from newest
    cross join generate_series(1, (select snapshots - 1 from thresholds.calendar)) as step (month)
),

windows as (
    select
        months.month_end,
        (case
            when fiscal.is_window then months.month_end + 1 - (
                date_trunc('month', months.month_end)
                - to_months(((extract(month from months.month_end) + 12 - fiscal.first_month) % 12)::integer)
            )::date
            else calendar.window_days
        end)::integer as window_days,
    from months
    cross join thresholds.calendar as calendar
    cross join thresholds.fiscal_year as fiscal
),

limits as (
    select
        *,
        -- How far back the figures of a snapshot can reach: older orders change none of them. One day further than the
        -- limits, which still hold on their own day ("more than 365 days ago").
        1 + greatest(
            62, -- so that whoever enters has a state at the next snapshot at least
            (select max(window_days) from windows),
            lifecycle.churned_after_days,
            lifecycle.dormant_after_days,
            2 * lifecycle.growth_days,
            lifecycle.reactivated_within_days,
            (
                select max(ceil(cut_at))::integer
                from thresholds.rfm_cuts
                where measure = 'recency' and method in ('fixed', 'target')
            )
        ) as reach_days,
    from thresholds.calendar as calendar
    cross join thresholds.lifecycle_limits as lifecycle
)

select
    row_number() over (order by months.month_end)::integer as place,
    months.month_end as as_of,
    months.month_end = newest.as_of as is_last,
    months.month_end <> last_day(months.month_end) as is_partial,
    windows.window_days,
    coalesce(months.month_end - windows.window_days, date '0001-01-01') as window_after,
    case
        when windows.window_days is null then date '0001-01-01'
        else months.month_end - limits.reach_days::integer
    end as reach_after,
    months.month_end - limits.growth_days as growth_after,
    months.month_end - 2 * limits.growth_days as growth_base_after,
    (
        select count(*)::integer
        from staging.customers as customers
        where customers.first_ordered_on <= months.month_end
    ) as entered,
from months
inner join windows on months.month_end = windows.month_end
cross join newest
cross join limits
where months.month_end >= (select min(ordered_on) from staging.sales where is_sale)
