-- One row per tier model: the number of the tier in which a customer without a state is.
-- grain: model
select
    model,
    number,
from customers.tier_numbers
where code = case model
    when 'lifecycle_stage' then 7
    when 'pyramid_level' then (select max(lowest_rank) + 1 from customers.limits)
    else 111
end
