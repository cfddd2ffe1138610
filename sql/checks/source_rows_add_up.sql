-- One row per source whose rows read are not those accepted and those rejected.
select
    format('of {} rows of {}, {} were accepted and {} rejected', rows_read, source, rows_accepted, rows_rejected) as problem,
    source,
    rows_read,
    rows_accepted,
    rows_rejected,
from staging.source_rows
where rows_read <> rows_accepted + rows_rejected
order by source
