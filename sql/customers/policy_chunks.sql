-- One row per chunk of customers for whom awarded tiers are to be found: none as long as the tier policy changes nothing.
-- grain: first_number
select
    chunks.first_number,
    chunks.last_number,
from customers.chunks as chunks
cross join customers.policy_in_force as policy
where policy.changes_awards
