-- One row per known customer: the packed tiers (customers.tier_models) and the revenue in the window at the snapshot in
-- each slot. Tiers are 0 before the customer enters. With all snapshots side by side, any two of them are compared
-- without a join.
-- grain: customer_number
-- for each: customers.history_chunks
select
    customers.customer_number,
    coalesce(s0.tiers, case when customers.customer_number <= $entered_0 then $lapsed_tiers else 0 end)::integer as tiers_0,
    coalesce(s0.monetary, 0)::decimal(18, 4) as revenue_0,
    coalesce(s1.tiers, case when customers.customer_number <= $entered_1 then $lapsed_tiers else 0 end)::integer as tiers_1,
    coalesce(s1.monetary, 0)::decimal(18, 4) as revenue_1,
    coalesce(s2.tiers, case when customers.customer_number <= $entered_2 then $lapsed_tiers else 0 end)::integer as tiers_2,
    coalesce(s2.monetary, 0)::decimal(18, 4) as revenue_2,
    coalesce(s3.tiers, case when customers.customer_number <= $entered_3 then $lapsed_tiers else 0 end)::integer as tiers_3,
    coalesce(s3.monetary, 0)::decimal(18, 4) as revenue_3,
    coalesce(s4.tiers, case when customers.customer_number <= $entered_4 then $lapsed_tiers else 0 end)::integer as tiers_4,
    coalesce(s4.monetary, 0)::decimal(18, 4) as revenue_4,
    coalesce(s5.tiers, case when customers.customer_number <= $entered_5 then $lapsed_tiers else 0 end)::integer as tiers_5,
    coalesce(s5.monetary, 0)::decimal(18, 4) as revenue_5,
    coalesce(s6.tiers, case when customers.customer_number <= $entered_6 then $lapsed_tiers else 0 end)::integer as tiers_6,
    coalesce(s6.monetary, 0)::decimal(18, 4) as revenue_6,
    coalesce(s7.tiers, case when customers.customer_number <= $entered_7 then $lapsed_tiers else 0 end)::integer as tiers_7,
    coalesce(s7.monetary, 0)::decimal(18, 4) as revenue_7,
    coalesce(s8.tiers, case when customers.customer_number <= $entered_8 then $lapsed_tiers else 0 end)::integer as tiers_8,
    coalesce(s8.monetary, 0)::decimal(18, 4) as revenue_8,
    coalesce(s9.tiers, case when customers.customer_number <= $entered_9 then $lapsed_tiers else 0 end)::integer as tiers_9,
    coalesce(s9.monetary, 0)::decimal(18, 4) as revenue_9,
    coalesce(s10.tiers, case when customers.customer_number <= $entered_10 then $lapsed_tiers else 0 end)::integer as tiers_10,
    coalesce(s10.monetary, 0)::decimal(18, 4) as revenue_10,
    coalesce(s11.tiers, case when customers.customer_number <= $entered_11 then $lapsed_tiers else 0 end)::integer as tiers_11,
    coalesce(s11.monetary, 0)::decimal(18, 4) as revenue_11,
    coalesce(s12.tiers, case when customers.customer_number <= $entered_12 then $lapsed_tiers else 0 end)::integer as tiers_12,
    coalesce(s12.monetary, 0)::decimal(18, 4) as revenue_12,
    coalesce(s13.tiers, case when customers.customer_number <= $entered_13 then $lapsed_tiers else 0 end)::integer as tiers_13,
    coalesce(s13.monetary, 0)::decimal(18, 4) as revenue_13,
    coalesce(s14.tiers, case when customers.customer_number <= $entered_14 then $lapsed_tiers else 0 end)::integer as tiers_14,
    coalesce(s14.monetary, 0)::decimal(18, 4) as revenue_14,
    coalesce(s15.tiers, case when customers.customer_number <= $entered_15 then $lapsed_tiers else 0 end)::integer as tiers_15,
    coalesce(s15.monetary, 0)::decimal(18, 4) as revenue_15,
    coalesce(s16.tiers, case when customers.customer_number <= $entered_16 then $lapsed_tiers else 0 end)::integer as tiers_16,
    coalesce(s16.monetary, 0)::decimal(18, 4) as revenue_16,
    coalesce(s17.tiers, case when customers.customer_number <= $entered_17 then $lapsed_tiers else 0 end)::integer as tiers_17,
    coalesce(s17.monetary, 0)::decimal(18, 4) as revenue_17,
    coalesce(s18.tiers, case when customers.customer_number <= $entered_18 then $lapsed_tiers else 0 end)::integer as tiers_18,
    coalesce(s18.monetary, 0)::decimal(18, 4) as revenue_18,
    coalesce(s19.tiers, case when customers.customer_number <= $entered_19 then $lapsed_tiers else 0 end)::integer as tiers_19,
    coalesce(s19.monetary, 0)::decimal(18, 4) as revenue_19,
    coalesce(s20.tiers, case when customers.customer_number <= $entered_20 then $lapsed_tiers else 0 end)::integer as tiers_20,
    coalesce(s20.monetary, 0)::decimal(18, 4) as revenue_20,
    coalesce(s21.tiers, case when customers.customer_number <= $entered_21 then $lapsed_tiers else 0 end)::integer as tiers_21,
    coalesce(s21.monetary, 0)::decimal(18, 4) as revenue_21,
    coalesce(s22.tiers, case when customers.customer_number <= $entered_22 then $lapsed_tiers else 0 end)::integer as tiers_22,
    coalesce(s22.monetary, 0)::decimal(18, 4) as revenue_22,
    coalesce(s23.tiers, case when customers.customer_number <= $entered_23 then $lapsed_tiers else 0 end)::integer as tiers_23,
    coalesce(s23.monetary, 0)::decimal(18, 4) as revenue_23,
    coalesce(s24.tiers, case when customers.customer_number <= $entered_24 then $lapsed_tiers else 0 end)::integer as tiers_24,
    coalesce(s24.monetary, 0)::decimal(18, 4) as revenue_24,
    coalesce(s25.tiers, case when customers.customer_number <= $entered_25 then $lapsed_tiers else 0 end)::integer as tiers_25,
    coalesce(s25.monetary, 0)::decimal(18, 4) as revenue_25,
    coalesce(s26.tiers, case when customers.customer_number <= $entered_26 then $lapsed_tiers else 0 end)::integer as tiers_26,
    coalesce(s26.monetary, 0)::decimal(18, 4) as revenue_26,
    coalesce(s27.tiers, case when customers.customer_number <= $entered_27 then $lapsed_tiers else 0 end)::integer as tiers_27,
    coalesce(s27.monetary, 0)::decimal(18, 4) as revenue_27,
    coalesce(s28.tiers, case when customers.customer_number <= $entered_28 then $lapsed_tiers else 0 end)::integer as tiers_28,
    coalesce(s28.monetary, 0)::decimal(18, 4) as revenue_28,
from staging.customers as customers
left join customers.states as s0 on s0.slot = 0 and s0.customer_number between $first_number and $last_number and customers.customer_number = s0.customer_number
left join customers.states as s1 on s1.slot = 1 and s1.customer_number between $first_number and $last_number and customers.customer_number = s1.customer_number
left join customers.states as s2 on s2.slot = 2 and s2.customer_number between $first_number and $last_number and customers.customer_number = s2.customer_number
left join customers.states as s3 on s3.slot = 3 and s3.customer_number between $first_number and $last_number and customers.customer_number = s3.customer_number
left join customers.states as s4 on s4.slot = 4 and s4.customer_number between $first_number and $last_number and customers.customer_number = s4.customer_number
left join customers.states as s5 on s5.slot = 5 and s5.customer_number between $first_number and $last_number and customers.customer_number = s5.customer_number
left join customers.states as s6 on s6.slot = 6 and s6.customer_number between $first_number and $last_number and customers.customer_number = s6.customer_number
left join customers.states as s7 on s7.slot = 7 and s7.customer_number between $first_number and $last_number and customers.customer_number = s7.customer_number
left join customers.states as s8 on s8.slot = 8 and s8.customer_number between $first_number and $last_number and customers.customer_number = s8.customer_number
left join customers.states as s9 on s9.slot = 9 and s9.customer_number between $first_number and $last_number and customers.customer_number = s9.customer_number
left join customers.states as s10 on s10.slot = 10 and s10.customer_number between $first_number and $last_number and customers.customer_number = s10.customer_number
left join customers.states as s11 on s11.slot = 11 and s11.customer_number between $first_number and $last_number and customers.customer_number = s11.customer_number
left join customers.states as s12 on s12.slot = 12 and s12.customer_number between $first_number and $last_number and customers.customer_number = s12.customer_number
left join customers.states as s13 on s13.slot = 13 and s13.customer_number between $first_number and $last_number and customers.customer_number = s13.customer_number
left join customers.states as s14 on s14.slot = 14 and s14.customer_number between $first_number and $last_number and customers.customer_number = s14.customer_number
left join customers.states as s15 on s15.slot = 15 and s15.customer_number between $first_number and $last_number and customers.customer_number = s15.customer_number
left join customers.states as s16 on s16.slot = 16 and s16.customer_number between $first_number and $last_number and customers.customer_number = s16.customer_number
left join customers.states as s17 on s17.slot = 17 and s17.customer_number between $first_number and $last_number and customers.customer_number = s17.customer_number
left join customers.states as s18 on s18.slot = 18 and s18.customer_number between $first_number and $last_number and customers.customer_number = s18.customer_number
left join customers.states as s19 on s19.slot = 19 and s19.customer_number between $first_number and $last_number and customers.customer_number = s19.customer_number
left join customers.states as s20 on s20.slot = 20 and s20.customer_number between $first_number and $last_number and customers.customer_number = s20.customer_number
left join customers.states as s21 on s21.slot = 21 and s21.customer_number between $first_number and $last_number and customers.customer_number = s21.customer_number
left join customers.states as s22 on s22.slot = 22 and s22.customer_number between $first_number and $last_number and customers.customer_number = s22.customer_number
left join customers.states as s23 on s23.slot = 23 and s23.customer_number between $first_number and $last_number and customers.customer_number = s23.customer_number
left join customers.states as s24 on s24.slot = 24 and s24.customer_number between $first_number and $last_number and customers.customer_number = s24.customer_number
left join customers.states as s25 on s25.slot = 25 and s25.customer_number between $first_number and $last_number and customers.customer_number = s25.customer_number
left join customers.states as s26 on s26.slot = 26 and s26.customer_number between $first_number and $last_number and customers.customer_number = s26.customer_number
left join customers.states as s27 on s27.slot = 27 and s27.customer_number between $first_number and $last_number and customers.customer_number = s27.customer_number
left join customers.states as s28 on s28.slot = 28 and s28.customer_number between $first_number and $last_number and customers.customer_number = s28.customer_number
where customers.customer_number between $first_number and $last_number
