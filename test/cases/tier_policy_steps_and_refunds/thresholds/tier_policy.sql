-- One row per score tier: top is lost by one step; a refund takes potential back, but not general.
-- grain: tier
select *
from (values
    ('top', 0, 0, 0, true, false, null),
    ('potential', 0, 6, 0, false, true, null),
    ('general', 0, 6, 0, false, false, null),
    ('dormant', 0, 0, 0, false, false, null)
) as rows (
    tier, qualification_months, held_months, grace_months, one_step_down, refund_reverses, benefit_per_month
)
