-- One row per customer. Addresses hold commas that are not quoted, so the country is counted from the line's end.
with lines as (
    select string_split(line, ',') as fields,
    from read_csv(
        '../shared/datasets/northwind/customers.csv',
        auto_detect = false,
        header = true,
        delim = '|',
        quote = '',
        escape = '',
        columns = {'line': 'varchar'}
    )
)

select
    fields[1] as customer_id,
    fields[2] as name,
    fields[-3] as region,
from lines
