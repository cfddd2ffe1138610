-- One row per source and optional column with values that can't be read: such a value counts as empty, its row as any other.
-- severity: warning
select
    format(
        '{:,} values of {} in {} cannot be read, such as "{}"; they count as empty',
        rows_unreadable,
        column_name,
        source,
        for_example
    ) as problem,
from staging.unreadable_values
order by source <> 'orders', source, rows_unreadable desc, column_name
