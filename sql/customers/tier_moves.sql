-- One row per tier model and two tier numbers, before and after: the direction of the move. Number 0 before is a customer
-- who had not entered.
-- grain: model, from_number, to_number
select
    after.model,
    before.number as from_number,
    after.number as to_number,
    case
        when before.number = after.number then 'stayed'
        when before.level > after.level then 'up'
        when before.level < after.level then 'down'
        else 'sideways'
    end as direction,
from customers.tier_levels as after
inner join customers.tier_levels as before on after.model = before.model
union all
select
    model,
    0,
    number,
    'entered',
from customers.tier_levels
