-- One row: a fiscal year from April on, within which frequency and monetary count.
-- grain: first_month
select
    4 as first_month,
    true as is_window
