-- One row per currency and day: what one unit is worth in the reporting currency. DuckDB unpacks gzip by itself.

select
    currency,
    day,
    rate,
from read_csv(
    'data/sample/exchange_rates.csv.gz',
    header = true,
    skip = 0,
    delim = ',',
    quote = '"',
    escape = '"',
    all_varchar = true
)
