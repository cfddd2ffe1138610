-- One row per snapshot, awarded tier, recency score and lifecycle stage: customers and their revenue in the window. Empty as
-- long as the tier policy changes nothing. Compare customers.state_counts.
-- grain: as_of, number, r_score, lifecycle_rank
select
    awarded.as_of,
    awarded.number,
    states.rfm_code // 100 as r_score,
    states.lifecycle_rank,
    count(*) as customers,
    count(case when states.frequency > 0 then 1 end) as active_customers,
    sum(states.monetary)::decimal(38, 4) as revenue,
from customers.awarded_states as awarded
inner join customers.states as states
    on awarded.as_of = states.as_of
    and awarded.customer_number = states.customer_number
group by awarded.as_of, awarded.number, states.rfm_code // 100, states.lifecycle_rank
