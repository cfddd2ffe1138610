-- One row: limits of a company whose customers buy monthly and come back late.
-- grain: churned_after_days
select
    500 as churned_after_days,
    60 as dormant_after_days,
    30 as new_within_days,
    45 as reactivated_within_days,
    70 as reactivated_gap_days,
    400 as growth_days,
    0.5 as growth_rate,
