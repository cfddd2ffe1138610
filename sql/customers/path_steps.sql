-- One row per snapshot that customers.paths holds: where in its block's packed path it is.
-- grain: place
select
    blocks.block,
    steps.step,
    blocks.first_place + steps.step as place,
    5 * steps.step as shift,
    -- The steps before: whoever has any of them, or the bit for having entered, is not new at this one.
    (1::bigint << (5 * steps.step)) - 1 + (1::bigint << 40) as entered_mask,
from customers.path_blocks as blocks
cross join (values (0), (1), (2), (3), (4), (5), (6), (7)) as steps (step)
where blocks.first_place + steps.step <= blocks.last_place
