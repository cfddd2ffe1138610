-- One row per decision of the fiscal year that can't be followed.
-- blames: thresholds.fiscal_year
select
    format('first_month ({}) is not a month from 1 to 12', first_month) as problem,
    'first_month' as line_of,
from thresholds.fiscal_year
where not coalesce(first_month between 1 and 12, false)
union all
select
    'is_window is neither true nor false',
    'is_window',
from thresholds.fiscal_year
where is_window is null
union all
select
    format('{} rows make the fiscal year: it is one row', count(*)),
    null,
from thresholds.fiscal_year
having count(*) <> 1
