-- One row per snapshot, measure and bin of values: how many customers with a sale in the window it holds.
-- Bins grow with the value: days and orders are their own bin, amounts are binned by logarithm (1 % wide). Revenue per
-- order is only binned at snapshots where a cut point is sought in it.
-- grain: as_of, measure, bin
select
    activity.as_of,
    'recency' as measure,
    activity.as_of - activity.last_ordered_on as bin,
    count(*) as customers,
from customers.activity as activity
where activity.frequency > 0
group by activity.as_of, activity.as_of - activity.last_ordered_on
union all
select
    activity.as_of,
    'frequency' as measure,
    activity.frequency as bin,
    count(*) as customers,
from customers.activity as activity
where activity.frequency > 0
group by activity.as_of, activity.frequency
union all
select
    activity.as_of,
    'monetary' as measure,
    case when activity.monetary > 0 then floor(ln(activity.monetary) * 100)::integer else -100000 end as bin,
    count(*) as customers,
from customers.activity as activity
where activity.frequency > 0
group by activity.as_of, case when activity.monetary > 0 then floor(ln(activity.monetary) * 100)::integer else -100000 end
union all
select
    worth.as_of,
    'order_value' as measure,
    case when worth.order_value > 0 then floor(ln(worth.order_value) * 100)::integer else -100000 end as bin,
    count(*) as customers,
from customers.order_values as worth
inner join (
    select distinct as_of
    from customers.sought_cuts
    where measure = 'order_value'
) as sought
    on worth.as_of = sought.as_of
where worth.frequency > 0
group by worth.as_of, case when worth.order_value > 0 then floor(ln(worth.order_value) * 100)::integer else -100000 end
