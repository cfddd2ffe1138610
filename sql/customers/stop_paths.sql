-- One row per step in months, tier model and tiers passed at its stops (packed, five bits a stop, 0: not entered): the
-- customers who went that way.
-- grain: step_months, model, path
-- for each: customers.flow_steps
select
    $step_months as step_months,
    models.model,
    (histories.tiers_$slot_5 >> models.shift & 31)::bigint << 25
    | case when $first_stop <= 4 then (histories.tiers_$slot_4 >> models.shift & 31)::bigint << 20 else 0 end
    | case when $first_stop <= 3 then (histories.tiers_$slot_3 >> models.shift & 31)::bigint << 15 else 0 end
    | case when $first_stop <= 2 then (histories.tiers_$slot_2 >> models.shift & 31)::bigint << 10 else 0 end
    | case when $first_stop <= 1 then (histories.tiers_$slot_1 >> models.shift & 31)::bigint << 5 else 0 end
    | case when $first_stop <= 0 then (histories.tiers_$slot_0 >> models.shift & 31)::bigint else 0 end as path,
    count(*) as customers,
from customers.histories as histories
cross join customers.tier_models as models
where histories.tiers_$slot_5 > 0
group by models.model, path
