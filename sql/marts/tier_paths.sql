-- One row per tier model, step in months, stop where the flow begins, tier there, and tiers at a later stop and the next:
-- how many customers went that way. Stop 5 is the last snapshot; `entered` had no sale yet at that stop.
-- grain: model, step_months, origin_stop, stop, origin_tier, from_tier, to_tier
-- suppress: customers in model, step_months, origin_stop, stop along origin_tier, from_tier, to_tier by direction
-- The public site rounds the rows whose origin is an earlier stop (loaders/suppress.ts).
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
    inner join (
        select
            step_months,
            min(stop) as first_stop,
        from customers.stops
        group by step_months
    ) as steps
        on paths.step_months = steps.step_months
    inner join ends on steps.first_stop <= ends.origin_stop
    where paths.path >> (5 * ends.stop + 5) & 31 > 0
    group by all
)

select
    flows.model,
    flows.step_months::integer as step_months,
    flows.origin_stop::integer as origin_stop,
    flows.stop::integer as stop,
    coalesce(origin_names.tier, 'entered') as origin_tier,
    coalesce(from_names.tier, 'entered') as from_tier,
    to_names.tier as to_tier,
    moves.direction,
    sum(flows.customers)::integer as customers,
from flows
left join customers.tier_levels as origin_names on flows.model = origin_names.model and flows.origin_number = origin_names.number
left join customers.tier_levels as from_names on flows.model = from_names.model and flows.from_number = from_names.number
inner join customers.tier_levels as to_names on flows.model = to_names.model and flows.to_number = to_names.number
inner join customers.tier_moves as moves
    on flows.model = moves.model
    and flows.from_number = moves.from_number
    and flows.to_number = moves.to_number
group by all
order by model, step_months, origin_stop, stop, origin_tier, from_tier, to_tier
