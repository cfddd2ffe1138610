-- One row per two different blocks and snapshot of the earlier one: what customers.migration_ends is made for.
-- grain: block_a, block_b, step
select
    pairs.block_a,
    pairs.block_b,
    steps.step,
    steps.place,
    steps.shift,
    steps.entered_mask,
from customers.path_pairs as pairs
inner join customers.path_steps as steps on pairs.block_a = steps.block
where pairs.block_a < pairs.block_b
