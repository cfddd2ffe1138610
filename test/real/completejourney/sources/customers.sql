-- One row per household that told about itself.
select
    household_id as customer_id,
    age as age_band,
from read_csv(
    '../shared/datasets/completejourney/demographics.csv',
    header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true
)
