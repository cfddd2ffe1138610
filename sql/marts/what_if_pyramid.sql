-- One row per bin of revenue in the window on the last snapshot, cut at the revenues of customers.what_if_shares: the customers
-- in it and what they bring. A bin is the number of edges at or below the revenue; who has none is in bin -1.
-- grain: bin
-- merge: customers, revenue in pyramid_level along bin
with edges as materialized (
    select edges_of(list(at_least::decimal(18, 4) order by edge), 99999999999999::decimal(18, 4)) as amounts,
    from customers.what_if_shares
)

select
    (case when states.monetary > 0 then edges_reached(states.monetary, edges.amounts) else -1 end)::integer as bin,
    levels.tier as pyramid_level,
    count(*)::integer as customers,
    sum(states.monetary)::double as revenue,
from customers.states as states
cross join edges
left join customers.tiers as levels
    on levels.model = 'pyramid_level'
    and states.pyramid_rank = levels.code
where states.as_of = (select as_of from customers.calendar where is_last) and states.rfm_code is not null
group by all
order by bin
