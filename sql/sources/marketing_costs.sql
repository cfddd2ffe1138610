-- One row per month and source channel: what winning customers cost. Columns are parted by tabs.

select
    month,
    source_channel,
    amount,
from read_csv(
    'data/sample/marketing_costs.tsv',
    header = true,
    skip = 0,
    delim = '\t',
    quote = '"',
    escape = '"',
    all_varchar = true
)
