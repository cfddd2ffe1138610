-- One row per reason why a customer moved between two snapshots, see customers.moves:
-- threshold_drift: with the earlier snapshot's cut points there would have been no move;
-- time: with those, and without the orders since, the move would have gone in the same direction;
-- behaviour: any other, so that the customer's own orders are the cause.
-- grain: number
select
    number,
    reason,
from (values
    (1, 'behaviour'),
    (2, 'time'),
    (3, 'threshold_drift')
) as reasons (number, reason)
