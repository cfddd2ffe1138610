-- One row per tier model, step in months, stop where the flow begins, tier there, and tiers at a later stop and the next:
-- how many customers went that way. Stop 5 is the last snapshot; `entered` had no sale yet at that stop.
-- grain: model, step_months, origin_stop, stop, origin_tier, from_tier, to_tier
-- suppress: customers in model, step_months, origin_stop, stop, origin_tier along from_tier, to_tier
-- files: model
with ends as (
    select
        origins.stop as origin_stop,
        froms.stop,
    from (values (0), (1), (2), (3), (4)) as origins (stop)
    inner join (values (0), (1), (2), (3), (4)) as froms (stop) on origins.stop <= froms.stop
),

flows as (
    select
        paths.model,
        paths.step_months,
        ends.origin_stop,
        ends.stop,
        paths.path >> (5 * ends.origin_stop) & 31 as origin_number,
        paths.path >> (5 * ends.stop) & 31 as from_number,
        paths.path >> (5 * ends.stop + 5) & 31 as to_number,
        sum(paths.customers) as customers,
    from customers.stop_paths as paths
    inner join customers.flow_steps as steps on paths.step_months = steps.step_months
    inner join ends on steps.first_stop <= ends.origin_stop
    group by all
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
    flows.model,
    flows.step_months::integer as step_months,
    flows.origin_stop::integer as origin_stop,
    flows.stop::integer as stop,
    coalesce(origin_names.tier, 'entered') as origin_tier,
    coalesce(from_names.tier, 'entered') as from_tier,
    coalesce(to_names.tier, 'entered') as to_tier,
    sum(flows.customers)::integer as customers,
from flows
left join names as origin_names on flows.model = origin_names.model and flows.origin_number = origin_names.number
left join names as from_names on flows.model = from_names.model and flows.from_number = from_names.number
left join names as to_names on flows.model = to_names.model and flows.to_number = to_names.number
group by all
order by model, step_months, origin_stop, stop, origin_tier, from_tier, to_tier
