-- One row per business line and snapshot at which the scores below it are sought: how many customers with a sale in the
-- window miss it.
-- grain: as_of, scale, measure
select
    lines.as_of,
    lines.scale,
    lines.measure,
    count(*) as customers,
from (
    select distinct
        as_of,
        scale,
        measure,
        line,
    from customers.sought_cuts
    where method = 'target' and score < levels
) as lines
inner join customers.order_values as activity on lines.as_of = activity.as_of
where activity.frequency > 0
    and case lines.measure
        when 'recency' then activity.as_of - activity.last_ordered_on > lines.line
        when 'frequency' then activity.frequency < lines.line
        when 'monetary' then activity.monetary < lines.line
        else activity.order_value < lines.line
    end
group by lines.as_of, lines.scale, lines.measure
