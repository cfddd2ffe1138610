-- One row per purchase, numbered as in the file: several of one customer on one day stay apart.
with lines as (
    select
        string_split_regex(trim(line), ' +') as fields,
        row_number() over () as number,
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
    number as order_id,
    fields[1] as customer_id,
    fields[2] as ordered_at,
    fields[4] as amount,
    fields[3] as quantity,
from lines
