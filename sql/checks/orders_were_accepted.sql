-- One row per reason why no order was accepted, or one row if none was read.
-- blames: sources.orders
-- do: mend the mapping, or the file that it reads; `npm run map -- FILE` proposes a mapping that reads
with counted as (
    select *
    from staging.source_rows
    where source = 'orders' and rows_accepted = 0
)

select
    case
        when counted.rows_read = 0 then 'the source of orders holds no row: there is nothing to report'
        else format('none of the {} rows of orders could be accepted', counted.rows_read)
    end as problem,
    rejected.reason,
    count(rejected.reason) as rows_rejected,
    min(rejected.source_row::varchar) as for_example,
from counted
left join staging.rejected_rows as rejected on counted.source = rejected.source
group by counted.rows_read, rejected.reason
order by rows_rejected desc, rejected.reason
