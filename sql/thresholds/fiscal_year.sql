-- One row: when the fiscal year begins, and whether frequency and monetary count within it.
-- grain: first_month
select
    1 as first_month, -- 1 to 12: the fiscal year begins on the first day of this month
    false as is_window -- true: frequency and monetary look back to the beginning of the fiscal year, not over window_days
