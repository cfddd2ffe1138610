-- One row per snapshot and customer who ordered in its reach: customers.activity, and net revenue per sale in the window,
-- cut to whole ten-thousandths; 0 without a sale.
-- grain: as_of, customer_number
-- stored: as a view
select
    *,
    case
        when frequency > 0
            then (((monetary::decimal(38, 4) * 10000)::hugeint // frequency)::decimal(38, 0) * 0.0001)::decimal(18, 4)
        else 0
    end as order_value,
from customers.activity
