-- One row per customer and day with a purchase: the file has no order id, and these are its orders by custom.
with lines as (
    select string_split_regex(trim(line), ' +') as fields,
    from read_csv(
        '../shared/datasets/cdnow/CDNOW_master.txt',
        auto_detect = false,
        header = true,
        delim = '|',
        quote = '',
        escape = '',
        columns = {'line': 'varchar'}
    )
)

select
    fields[1] || '-' || fields[2] as order_id,
    fields[1] as customer_id,
    fields[2] as ordered_at,
    sum(fields[4]::decimal(18, 2)) as amount,
    sum(fields[3]::integer) as quantity,
from lines
group by fields[1], fields[2]
