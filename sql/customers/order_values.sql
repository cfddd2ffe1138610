-- One row per snapshot and customer who ordered in its reach: customers.activity, and net revenue per sale in the window,
-- cut to whole ten-thousandths; 0 without a sale.
-- grain: as_of, customer_number
-- stored: as a view
select
    *,
    value_per_order(monetary, frequency) as order_value,
from customers.activity
