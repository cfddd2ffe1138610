-- One row per tier model, step in months, stop where the flow begins, tier there, and tiers at a later stop and the next:
-- how many customers went that way. Stop 5 is the last snapshot; `entered` had no sale yet at that stop.
-- grain: model, step_months, origin_stop, stop, origin_tier, from_tier, to_tier
-- suppress: customers in model, step_months, origin_stop, stop, origin_tier along from_tier, to_tier
-- files: model
-- Customers without a state at any stop had lapsed at every stop since they entered.
with absent as (
    select
        ranges.step_months,
        ranges.stop as first_stop,
        lapsed.model,
        0::bigint as path,
        ranges.entered - coalesce(sum(paths.customers), 0) as customers,
    from (
        select
            step_months,
            stop,
            entered - coalesce(lag(entered) over (partition by step_months order by stop), 0) as entered,
        from customers.stops
    ) as ranges
    cross join customers.lapsed_numbers as lapsed
    left join customers.stop_paths as paths
        on ranges.step_months = paths.step_months
        and ranges.stop = paths.first_stop
        and lapsed.model = paths.model
    group by ranges.step_months, ranges.stop, lapsed.model, ranges.entered
),

all_paths as (
    select
        step_months,
        first_stop,
        model,
        path,
        customers,
    from customers.stop_paths
    union all by name
    select *
    from absent
    where customers > 0
),

stepped as (
    select
        all_paths.model,
        all_paths.step_months,
        all_paths.path,
        all_paths.first_stop,
        all_paths.customers,
        stops.stop,
        case
            when ((all_paths.path >> (5 * stops.stop)) & 31) > 0 then (all_paths.path >> (5 * stops.stop)) & 31
            when stops.stop >= all_paths.first_stop then lapsed.number
            else 0
        end as number,
    from all_paths
    inner join customers.stops as stops on all_paths.step_months = stops.step_months
    inner join customers.lapsed_numbers as lapsed on all_paths.model = lapsed.model
),

names as (
    select distinct
        model,
        number,
        tier,
        tier_rank,
    from customers.tier_numbers
)

select
    origins.model,
    origins.step_months::integer as step_months,
    origins.stop::integer as origin_stop,
    froms.stop::integer as stop,
    coalesce(origin_names.tier, 'entered') as origin_tier,
    coalesce(from_names.tier, 'entered') as from_tier,
    coalesce(to_names.tier, 'entered') as to_tier,
    sum(origins.customers)::integer as customers,
from stepped as origins
inner join stepped as froms
    on origins.model = froms.model
    and origins.step_months = froms.step_months
    and origins.path = froms.path
    and origins.first_stop = froms.first_stop
    and origins.stop <= froms.stop
inner join stepped as tos
    on froms.model = tos.model
    and froms.step_months = tos.step_months
    and froms.path = tos.path
    and froms.first_stop = tos.first_stop
    and tos.stop = froms.stop + 1
left join names as origin_names on origins.model = origin_names.model and origins.number = origin_names.number
left join names as from_names on froms.model = from_names.model and froms.number = from_names.number
left join names as to_names on tos.model = to_names.model and tos.number = to_names.number
group by
    origins.model,
    origins.step_months,
    origins.stop,
    froms.stop,
    origin_names.tier,
    from_names.tier,
    to_names.tier
order by origins.model, origins.step_months, origin_stop, stop, origin_tier, from_tier, to_tier
