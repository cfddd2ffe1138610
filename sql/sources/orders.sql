-- One row per order: where the company's orders are, and which column means what.
--
-- A source only points and renames. It passes every value on as the text that the file has, so that staging can
-- clean it, or reject it with a reason and still show what was there. Columns go by the header's names, the rest
-- is spelled out rather than guessed: without `skip = 0`, lines above what looks like the header are passed over.
-- A line that doesn't split into the header's columns stops the build. Never add `ignore_errors`: it would lose it.

select
    order_no as order_id,
    customer_no as customer_id,
    ordered_at,
    amount,
    currency,
    status,
    channel,
    category,
    quantity,
    discount,
    cost,
    due_on as due_at,
    paid_on as paid_at,
from read_csv(
    'data/sample/orders.csv',
    header = true,
    skip = 0,
    delim = ',',
    quote = '"',
    escape = '"',
    all_varchar = true
)
