-- One row per source and reason, of the sources with a larger share of rejected rows than thresholds.calendar allows.
-- do: mend the mapping or the files, or raise most_rejected_share in sql/thresholds/calendar.sql; every row is kept, with its reason, in staging.rejected_rows
with counted as (
    select
        sources.*,
        calendar.most_rejected_share,
    from staging.source_rows as sources
    cross join thresholds.calendar as calendar
    where sources.rows_rejected > calendar.most_rejected_share * sources.rows_read
        and not (sources.source = 'orders' and sources.rows_accepted = 0) -- see orders_were_accepted
)

select
    format(
        '{} of {} rows of {} were rejected ({}%), more than the {}% that most_rejected_share allows',
        counted.rows_rejected,
        counted.rows_read,
        counted.source,
        round(100.0 * counted.rows_rejected / counted.rows_read, 1),
        round(100 * counted.most_rejected_share, 2)
    ) as problem,
    format('sources.{}', counted.source) as blames,
    counted.source,
    rejected.reason,
    count(*) as rows_rejected,
    min(rejected.source_row::varchar) as for_example,
from counted
inner join staging.rejected_rows as rejected on counted.source = rejected.source
group by counted.rows_rejected, counted.rows_read, counted.source, counted.most_rejected_share, rejected.reason
order by counted.source <> 'orders', counted.source, rows_rejected desc, rejected.reason
