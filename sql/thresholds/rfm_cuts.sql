-- One row per scale, measure and score: where the score begins. The lowest score, 1, is whatever is left.
-- Each file of rfm_cuts/ holds one scale, named by the file: `rfm` makes r_score, f_score and m_score, the others serve
-- segment presets. This file says the columns; those that a file leaves out are null.
-- grain: scale, measure, score
select
    null::varchar as scale,
    null::varchar as measure, -- recency (days, fewer is better), frequency (orders), and for the M score monetary (revenue) or order_value (revenue per order)
    null::varchar as method, -- quantile, fixed, mean, natural or target
    null::integer as score, -- 2 or more, higher is better
    null::decimal(18, 6) as cut_at, -- quantile: share of customers at or below; fixed: most days, or least orders or amount; target: that of the best score, null below it; mean and natural: null
    null::date as frozen_as_of, -- take the cut point from this snapshot; null: from each snapshot itself
limit 0
