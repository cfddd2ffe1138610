-- One row per snapshot and customer who ordered in its reach, with scores and stages as small numbers:
-- rfm_code and segment_code are the three scores as digits, pyramid_rank is 1 for the highest level and one more than
-- the lowest level's for customers without revenue, lifecycle_rank is that of customers.stages.
-- grain: as_of, customer_number
-- stored: as a view
select
    activity.as_of,
    limits.place,
    activity.customer_number,
    activity.last_ordered_on,
    activity.frequency,
    activity.monetary,
    (
    100 * case
        when activity.as_of - activity.last_ordered_on <= limits.r5 then 5
        when activity.as_of - activity.last_ordered_on <= limits.r4 then 4
        when activity.as_of - activity.last_ordered_on <= limits.r3 then 3
        when activity.as_of - activity.last_ordered_on <= limits.r2 then 2
        else 1
    end
    + 10 * case
        when activity.frequency = 0 then 1
        when activity.frequency >= limits.f5 then 5
        when activity.frequency >= limits.f4 then 4
        when activity.frequency >= limits.f3 then 3
        when activity.frequency >= limits.f2 then 2
        else 1
    end
    + case
        when activity.frequency = 0 then 1
        when activity.monetary >= limits.m5 then 5
        when activity.monetary >= limits.m4 then 4
        when activity.monetary >= limits.m3 then 3
        when activity.monetary >= limits.m2 then 2
        else 1
    end
    )::smallint as rfm_code,
    (
    100 * case
        when activity.as_of - activity.last_ordered_on <= limits.s_r5 then 5
        when activity.as_of - activity.last_ordered_on <= limits.s_r4 then 4
        when activity.as_of - activity.last_ordered_on <= limits.s_r3 then 3
        when activity.as_of - activity.last_ordered_on <= limits.s_r2 then 2
        else 1
    end
    + 10 * case
        when activity.frequency = 0 then 1
        when activity.frequency >= limits.s_f5 then 5
        when activity.frequency >= limits.s_f4 then 4
        when activity.frequency >= limits.s_f3 then 3
        when activity.frequency >= limits.s_f2 then 2
        else 1
    end
    + case
        when activity.frequency = 0 then 1
        when activity.monetary >= limits.s_m5 then 5
        when activity.monetary >= limits.s_m4 then 4
        when activity.monetary >= limits.s_m3 then 3
        when activity.monetary >= limits.s_m2 then 2
        else 1
    end
    )::smallint as segment_code,
    (case
        when activity.monetary <= 0 then limits.lowest_rank + 1
        when activity.monetary >= limits.p1 then 1
        when activity.monetary >= limits.p2 then 2
        when activity.monetary >= limits.p3 then 3
        when activity.monetary >= limits.p4 then 4
        when activity.monetary >= limits.p5 then 5
        else limits.lowest_rank
    end)::tinyint as pyramid_rank,
    (case
        when activity.last_ordered_on is null then 7
        when activity.as_of - activity.last_ordered_on > lifecycle.churned_after_days then 7
        when activity.as_of - activity.last_ordered_on > lifecycle.dormant_after_days then 6
        when activity.customer_number > limits.entered_before_new then 2
        when activity.as_of - activity.last_ordered_on <= lifecycle.reactivated_within_days
            and activity.gap_days > lifecycle.reactivated_gap_days
            then 5
        when activity.growth_revenue > activity.growth_base
            and activity.growth_revenue >= activity.growth_base * (1 + lifecycle.growth_rate)
            then 3
        else 4
    end)::tinyint as lifecycle_rank,
from customers.activity as activity
inner join customers.limits as limits on activity.as_of = limits.as_of
cross join thresholds.lifecycle_limits as lifecycle
