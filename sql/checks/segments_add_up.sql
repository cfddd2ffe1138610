-- One row per score triple of the preset in force whose customers or revenue differ from those of the reports.
with chosen as (
    select counts.*
    from customers.scale_counts as counts
    inner join thresholds.segment_presets as presets on counts.scale = presets.scale
    inner join thresholds.segment_preset as preset on presets.preset = preset.preset
),

reported as (
    select
        counts.segment_code as code,
        sum(counts.customers) as customers,
        sum(counts.revenue) as revenue,
    from customers.state_counts as counts
    inner join customers.calendar as calendar
        on counts.as_of = calendar.as_of
        and calendar.is_last
    where counts.segment_code is not null
    group by counts.segment_code
)

select
    coalesce(chosen.code, reported.code) as code,
    chosen.customers,
    reported.customers as reported_customers,
    chosen.revenue,
    reported.revenue as reported_revenue,
from chosen
full join reported on chosen.code = reported.code
where coalesce(chosen.customers, 0) <> coalesce(reported.customers, 0)
    or coalesce(chosen.revenue, 0) <> coalesce(reported.revenue, 0)
