-- One row if the limits of the lifecycle stages are missing, not above 0, or in each other's way.
-- blames: thresholds.lifecycle_limits
with judged as (
    select
        case
            when count(*) <> 1 then format('{} rows hold the limits of the lifecycle: it is one row', count(*))
            when not coalesce(
                least(
                    min(churned_after_days), min(dormant_after_days), min(new_within_days), min(reactivated_within_days),
                    min(reactivated_gap_days), min(growth_days)
                ) > 0
                and count(churned_after_days) + count(dormant_after_days) + count(new_within_days)
                + count(reactivated_within_days) + count(reactivated_gap_days) + count(growth_days) = 6,
                false
            )
                then 'every limit in days is a number above 0'
            when min(growth_rate) is null or min(growth_rate) < 0
                then 'growth_rate is a share of 0 or more, such as 0.10'
            when min(churned_after_days) <= min(dormant_after_days)
                then format(
                    'churned_after_days ({}) is not above dormant_after_days ({}), so nobody would ever be dormant',
                    min(churned_after_days), min(dormant_after_days)
                )
        end as problem,
        case
            when min(growth_rate) is null or min(growth_rate) < 0 then 'growth_rate'
            when min(churned_after_days) <= min(dormant_after_days) then 'churned_after_days'
        end as line_of,
    from thresholds.lifecycle_limits
)

select
    problem,
    line_of,
from judged
where problem is not null
