-- One row per snapshot that later ones are compared with, and chunk of customers to do so for: the limits of that snapshot.
-- grain: slot, first_number
select
    chunks.first_number,
    chunks.last_number,
    limits.*,
from customers.limits as limits
cross join customers.chunks as chunks
where limits.slot between 1 and 23
