-- One row per snapshot and value at which a level of any pyramid definition begins, the lowest value first.
-- grain: as_of, step
select
    as_of,
    row_number() over (partition by as_of order by asked_value)::integer as step,
    asked_value as at_least,
from (
    select distinct
        as_of,
        asked_value,
    from customers.asked_values
    where scale like 'pyramid %'
) as boundaries
