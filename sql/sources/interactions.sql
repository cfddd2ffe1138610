-- One row per contact with a customer or event. Parquet has types of its own: they are kept.

select
    customer_no as customer_id,
    occurred_at,
    kind,
    channel,
    topic,
    score,
    response_minutes,
from read_parquet('data/sample/interactions.parquet')
