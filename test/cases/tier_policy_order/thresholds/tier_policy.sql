-- One row per score tier: all rules for top, none for the others.
-- grain: tier
select *
from (values
    ('top', 1, 2, 2, true, true, null),
    ('potential', 0, 0, 0, false, true, null),
    ('general', 0, 0, 0, false, true, null),
    ('dormant', 0, 0, 0, false, true, null)
) as rows (
    tier, qualification_months, held_months, grace_months, one_step_down, refund_reverses, benefit_per_month
)
