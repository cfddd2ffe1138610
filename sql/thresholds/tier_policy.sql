-- One row per score tier: how what is awarded follows what is calculated. With 0 and false throughout, a tier is awarded and
-- lost at the month-end at which it is calculated. Months are whole months between month-ends.
-- grain: tier
select
    tier,
    qualification_months, -- awarded once the calculated tier has been as good for so many months; 0 is at once
    held_months, -- held for at least so many months since it was awarded
    grace_months, -- lost when the calculated tier, after that, has been lower for so many months; 0 is at once
    one_step_down, -- true: lost to the next lower tier only; false: to the calculated one
    refund_reverses, -- true: a refund that takes the customer below the tier ends it at once, without the three rules above
    benefit_per_month::decimal(18, 4) as benefit_per_month, -- what the tier's benefits cost per customer and month; null: not told
from (values
    ('top', 0, 0, 0, false, true, null),
    ('potential', 0, 0, 0, false, true, null),
    ('general', 0, 0, 0, false, true, null),
    ('dormant', 0, 0, 0, false, true, null)
) as rows (tier, qualification_months, held_months, grace_months, one_step_down, refund_reverses, benefit_per_month)
