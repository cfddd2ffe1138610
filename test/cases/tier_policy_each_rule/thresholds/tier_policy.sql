-- One row per score tier: top is held, potential has grace, general is qualified for.
-- grain: tier
select *
from (values
    ('top', 0, 3, 0, false, false, 30),
    ('potential', 0, 0, 2, false, false, 20),
    ('general', 2, 0, 0, false, false, 10),
    ('dormant', 0, 0, 0, false, false, 0)
) as rows (
    tier, qualification_months, held_months, grace_months, one_step_down, refund_reverses, benefit_per_month
)
