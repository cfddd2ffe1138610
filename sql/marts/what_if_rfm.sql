-- One row per cell of recency, frequency and revenue on the last snapshot, cut at the values of marts.what_if_edges: the
-- customers in it and their revenue in the window. A bin is the number of edges below the days, or at or below the orders
-- or revenue; who had no sale in the window is in bin 0 of both, who has lapsed in the last bin of days. So a customer's
-- scores under cut points at any of the edges follow from the cell alone. The tier and the scores in force come along.
-- grain: r_bin, f_bin, m_bin
-- merge: customers, revenue in score_tier, rfm_code along r_bin, f_bin, m_bin
with edges as materialized (
    select
        edges_of(list(case when measure = 'recency' then (at_value + 1)::integer end order by edge) filter (measure = 'recency'), 2147483647) as days,
        edges_of(list(case when measure = 'frequency' then at_value::integer end order by edge) filter (measure = 'frequency'), 2147483647) as orders,
        edges_of(list(exact_value order by edge) filter (measure = 'monetary'), 99999999999999::decimal(18, 4)) as amounts,
    from (
        select
            edges.*,
            -- A mart's numbers hold 15 digits.
            coalesce(points.cut_point, edges.at_value::decimal(18, 4)) as exact_value,
        from marts.what_if_edges as edges
        left join (
            select
                points.measure,
                points.score,
                points.cut_point,
            from customers.cut_points as points
            inner join customers.calendar as calendar on points.as_of = calendar.as_of and calendar.is_last
            where points.scale = 'rfm'
        ) as points
            on edges.measure = points.measure
            and edges.from_score = points.score
    ) as edges
),

binned as (
    select
        edges_reached(states.recency_days, edges.days) as r_bin,
        case when states.frequency > 0 then edges_reached(states.frequency, edges.orders) else 0 end as f_bin,
        case when states.frequency > 0 then edges_reached(states.monetary, edges.amounts) else 0 end as m_bin,
        states.rfm_code,
        count(*) as customers,
        sum(states.monetary) as revenue,
    from customers.states as states
    cross join edges
    where states.as_of = (select as_of from customers.calendar where is_last) and states.rfm_code is not null
    group by all
)

select
    binned.r_bin::integer as r_bin,
    binned.f_bin::integer as f_bin,
    binned.m_bin::integer as m_bin,
    tiers.tier as score_tier,
    binned.rfm_code::integer as rfm_code,
    binned.customers::integer as customers,
    binned.revenue::double as revenue,
from binned
left join customers.tiers as tiers
    on tiers.model = 'score_tier'
    and binned.rfm_code = tiers.code
order by r_bin, f_bin, m_bin
