-- One row per source and optional column with values that can't be read: such a value counts as empty, its row as any other.
-- severity: warning
select
    format(
        case
            when rows_unreadable = 1 then '{:,} value of {} in {} cannot be read: "{}"; it counts as empty'
            else '{:,} values of {} in {} cannot be read, such as "{}"; they count as empty'
        end,
        rows_unreadable,
        column_name,
        source,
        for_example
    ) as problem,
from staging.unreadable_values
order by source <> 'orders', source, rows_unreadable desc, column_name
