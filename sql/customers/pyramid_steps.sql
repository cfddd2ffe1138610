-- One row per snapshot and value at which a level of any pyramid definition begins, the highest value first.
-- grain: as_of, step
select
    as_of,
    asked_value as at_least,
    row_number() over (partition by as_of order by asked_value desc)::integer as step,
from (
    select distinct
        as_of,
        asked_value,
    from customers.asked_values
    where scale like 'pyramid %'
) as boundaries
