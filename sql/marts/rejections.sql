-- One row per source table and reason: how many of its rows were rejected for it.
-- grain: source, reason
select
    source,
    reason,
    count(*)::integer as rows_rejected,
from staging.rejected_rows
group by source, reason
order by source, rows_rejected desc, reason
