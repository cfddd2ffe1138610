-- One row per source row of orders, typed; a row with a reason is rejected and keeps the source's own values.
select
    * exclude (source_columns),
    case when reason is not null then to_json(source_columns) end as source_row,
from staging.typed_orders
