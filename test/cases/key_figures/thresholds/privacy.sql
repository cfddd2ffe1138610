-- One row: so small a cell that every number shows.
-- grain: smallest_cell
select 1 as smallest_cell
