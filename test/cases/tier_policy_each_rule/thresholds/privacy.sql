-- One row: everything shows.
-- grain: smallest_cell
select 1 as smallest_cell
