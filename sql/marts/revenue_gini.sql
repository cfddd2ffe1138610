-- One row, unless too few customers have revenue on the last snapshot: how unequal their revenue is.
-- Gini = sum((customers + 1 - 2 × rank) × revenue) / (customers × sum(revenue)), rank 1 the highest revenue: half the
-- mean difference between two customers over their mean, 0 when all are equal (Dixon, Weiner, Mitchell-Olds and
-- Woodley 1987, Ecology 68, without its correction for samples: these are all customers, not a sample).
-- grain: customers
with totals as (
    select
        sum(customers) as customers,
        sum(revenue) as revenue,
        sum(weighted_revenue) as weighted_revenue,
        sum(revenue) filter (5 * part <= parts) as top_revenue,
    from customers.revenue_ranks
)

select
    totals.customers::integer as customers,
    totals.revenue::double as revenue,
    greatest(0, (totals.customers + 1 - 2 * totals.weighted_revenue / totals.revenue) / totals.customers)::double as gini,
    (totals.top_revenue / totals.revenue)::double as top_fifth_share,
from totals
inner join thresholds.privacy as privacy on totals.customers >= privacy.smallest_cell
