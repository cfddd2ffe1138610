-- One row per basket, its lines added up; days are those of the shop's clock.
select
    basket_id as order_id,
    household_id as customer_id,
    min(transaction_timestamp_local) as ordered_at,
    sum(sales_value::decimal(18, 2)) as amount,
    sum(quantity::integer) as quantity,
    sum(retail_disc::decimal(18, 2) + coupon_disc::decimal(18, 2)) as discount,
from read_csv(
    '../shared/datasets/completejourney/transactions_sample.csv',
    header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true
)
group by basket_id, household_id
