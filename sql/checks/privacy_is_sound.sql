-- One row if there is not one smallest cell of 1 customer or more.
-- blames: thresholds.privacy
select case
    when count(*) <> 1 then format('{} rows say what the public site may show: it is one row', count(*))
    else format('smallest_cell ({}) is not a number of 1 or more (1 hides nothing)', min(smallest_cell))
end as problem,
from thresholds.privacy
having count(*) <> 1 or not coalesce(min(smallest_cell) >= 1, false)
