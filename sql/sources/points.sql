-- One row per change of a customer's points balance. Parquet has types of its own: they are kept.

select
    customer_no as customer_id,
    changed_at,
    points,
    reason,
from read_parquet('data/sample/points.parquet')
