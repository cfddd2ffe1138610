-- One row per level: the better half, and the rest.
-- grain: definition, level
select *
from (values
    ('curry', 'top', 1, 0.5),
    ('curry', 'small', 2, null)
) as rows (definition, level, level_rank, customer_share)
