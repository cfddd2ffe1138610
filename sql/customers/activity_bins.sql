-- One row per snapshot, measure and bin of values: how many customers with a sale in the window it holds.
-- Bins grow with the value: days and orders are their own bin, amounts are binned by logarithm (1 % wide).
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
