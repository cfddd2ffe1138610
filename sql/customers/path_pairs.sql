-- One row per two blocks, earlier first, or per lone block: what customers.path_groups is made for.
-- grain: block_a, block_b
select
    earlier.block as block_a,
    later.block as block_b,
    earlier.entered_at_first as entered_at_first_a,
    later.entered_at_first as entered_at_first_b,
from customers.path_blocks as earlier
inner join customers.path_blocks as later
    on earlier.block < later.block
    or (select count(*) from customers.path_blocks) = 1
