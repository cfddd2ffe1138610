-- One row per equal part of the customers with revenue on the last snapshot, the highest revenue first: a hundred
-- parts, or fewer so that none is too small to show. Part k of n ends at the customer of rank ceil(k × customers / n).
-- weighted_revenue is the sum of revenue × rank from the top, for the Gini coefficient; ties may rank in any order
-- without changing it.
-- grain: part
with payers as (
    select monetary
    from customers.activity
    where as_of = (select as_of from customers.calendar where is_last) and monetary > 0
),

sizes as (
    select
        sized.payers,
        case
            when sized.payers >= 100 * privacy.smallest_cell then 100
            when sized.payers >= 50 * privacy.smallest_cell then 50
            when sized.payers >= 20 * privacy.smallest_cell then 20
            when sized.payers >= 10 * privacy.smallest_cell then 10
            when sized.payers >= 5 * privacy.smallest_cell then 5
            else 1
        end as parts,
    from (select count(*) as payers from payers) as sized
    cross join thresholds.privacy as privacy
),

ranked as (
    select
        monetary,
        row_number() over (order by monetary desc) as place,
    from payers
)

select
    ((ranked.place - 1) * sizes.parts // sizes.payers + 1)::integer as part,
    sizes.parts,
    count(*) as customers,
    sum(ranked.monetary)::decimal(38, 4) as revenue,
    sum(ranked.monetary * ranked.place)::decimal(38, 4) as weighted_revenue,
from ranked
cross join sizes
group by (ranked.place - 1) * sizes.parts // sizes.payers + 1, sizes.parts
