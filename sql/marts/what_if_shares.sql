-- One row per share of the customers with revenue at which What-if can begin a level of the pyramid in force: the best so
-- many. Edges go from low revenue to high. The shares in force are among them, with the ranks of the levels that end
-- there; of shares with one revenue only one is. The revenue itself is a customer's, and stays in the warehouse.
-- grain: edge
select
    edge,
    share::double as customer_share,
    from_rank::integer as from_rank,
    to_rank::integer as to_rank,
from customers.what_if_shares
order by edge
