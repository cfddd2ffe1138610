-- One row: every cell may be shown.
-- grain: smallest_cell
select 1 as smallest_cell
