-- One row per limit of a lifecycle stage and value at which What-if can put it: days since the last sale (last_sale) or
-- the first (first_sale), the days before the last sale without one (gap), or the growth of revenue (growth, a rate).
-- The values in force are among them, with the columns of thresholds.lifecycle_limits that hold them.
-- grain: axis, edge
-- Beyond the days that the warehouse looks back, nothing is known of the last sale.
with in_force as (
    select
        limits.axis,
        limits.value,
        list(limits.limit_name order by limits.limit_name) as limit_names,
    from (
        select
            unnest(['last_sale', 'last_sale', 'last_sale', 'first_sale', 'gap', 'growth']) as axis,
            unnest([
                'churned_after_days', 'dormant_after_days', 'reactivated_within_days',
                'new_within_days', 'reactivated_gap_days', 'growth_rate'
            ]) as limit_name,
            unnest([
                churned_after_days, dormant_after_days, reactivated_within_days,
                new_within_days, reactivated_gap_days, growth_rate
            ])::decimal(18, 4) as value,
        from thresholds.lifecycle_limits
    ) as limits
    group by all
),

round_values as (
    select
        'last_sale' as axis,
        unnest([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365, 450, 540, 730]) as value,
    union all
    select
        'first_sale',
        unnest([14, 30, 45, 60, 90, 120, 180, 365]),
    union all
    select
        'gap',
        unnest([60, 90, 120, 180, 270, 365, 540]),
    union all
    select
        'growth',
        unnest([0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1]),
),

kept as (
    select
        axis,
        value::decimal(18, 4) as value,
    from round_values
    where axis <> 'last_sale'
        or value < (select as_of - reach_after from customers.calendar where is_last)
    union
    select
        axis,
        value,
    from in_force
)

select
    kept.axis,
    (row_number() over (partition by kept.axis order by kept.value))::integer as edge,
    kept.value::double as value,
    array_to_string(in_force.limit_names, ' ') as limit_names,
from kept
left join in_force
    on kept.axis = in_force.axis
    and kept.value = in_force.value
order by kept.axis, edge
