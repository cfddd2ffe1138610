-- One row: the limits of the lifecycle stages; the first stage that matches wins, in this order.
-- grain: churned_after_days
select
    365 as churned_after_days, -- churned: last sale more than so many days ago
    180 as dormant_after_days, -- dormant: last sale more than so many days ago
    90 as new_within_days, -- new: first sale at most so many days ago
    90 as reactivated_within_days, -- reactivated: last sale at most so many days ago …
    180 as reactivated_gap_days, -- … after a gap of more than so many days
    180 as growth_days, -- growing: revenue of the last so many days …
    0.10::decimal(18, 4) as growth_rate, -- … above that of as many days before by at least this share
