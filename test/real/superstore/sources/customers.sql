-- One row per customer, with the region of the newest order.
select
    "Customer ID" as customer_id,
    min("Customer Name") as name,
    max_by("Region", strptime("Order Date", '%m/%d/%Y')) as region,
    min("Segment") as company_size,
from read_csv(
    '../shared/datasets/superstore/orders.csv',
    header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true
)
group by "Customer ID"
