-- One row per decision of the calendar that can't be followed.
-- blames: thresholds.calendar
with judged as (
    select
        case
            when earliest_plausible_day is null then 'earliest_plausible_day is missing'
            when earliest_plausible_day > latest_plausible_day
                then format(
                    'earliest_plausible_day ({}) is after latest_plausible_day ({}), so no order is plausible',
                    earliest_plausible_day, latest_plausible_day
                )
        end as problem,
        'earliest_plausible_day' as line_of,
    from thresholds.calendar
    union all
    select
        case
            when as_of < earliest_plausible_day or as_of > latest_plausible_day
                then format('as_of ({}) is not between the plausible days {} and {}', as_of, earliest_plausible_day, latest_plausible_day)
        end,
        'as_of',
    from thresholds.calendar
    union all
    select
        case
            when not coalesce(snapshots between 1 and 60, false) then format('snapshots ({}) is not a number from 1 to 60', snapshots)
        end,
        'snapshots',
    from thresholds.calendar
    union all
    select
        case
            when window_days not between 1 and 36500
                then format('window_days ({}) is neither a number from 1 to 36500 nor null for all history', window_days)
        end,
        'window_days',
    from thresholds.calendar
    union all
    select
        case
            when not coalesce(regexp_full_match(reporting_currency, '[A-Z]{3}'), false)
                then format('reporting_currency ({}) is not three capital letters, such as USD or CNY', reporting_currency)
        end,
        'reporting_currency',
    from thresholds.calendar
    union all
    select
        case when counts_free_orders is null then 'counts_free_orders is neither true nor false' end,
        'counts_free_orders',
    from thresholds.calendar
    union all
    select
        case
            when not coalesce(most_rejected_share between 0 and 1, false)
                then format('most_rejected_share ({}) is not a share from 0 to 1', most_rejected_share)
        end,
        'most_rejected_share',
    from thresholds.calendar
    union all
    select
        case when count(*) <> 1 then format('{} rows make the calendar: it is one row', count(*)) end,
        null,
    from thresholds.calendar
)

select
    problem,
    line_of,
from judged
where problem is not null
