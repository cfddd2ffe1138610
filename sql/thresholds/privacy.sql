-- One row: what the public site may show.
-- grain: smallest_cell
select
    5 as smallest_cell, -- a cell with fewer customers is suppressed
