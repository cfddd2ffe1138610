-- One row per customer and pair of snapshots between which a tier of the customer changed, in any model: the packed tiers
-- before and after (customers.tier_models), and the reason of each model's move (customers.move_reasons; 0: none).
-- The customer is scored at the later snapshot with the cut points of the earlier one, with and without the orders since.
-- grain: customer_number, from_slot, to_slot
-- stored: as a view
with cuts as (
    select
        * replace (
            in_ten_thousandths(m5) as m5,
            in_ten_thousandths(m4) as m4,
            in_ten_thousandths(m3) as m3,
            in_ten_thousandths(m2) as m2,
            in_ten_thousandths(s_m5) as s_m5,
            in_ten_thousandths(s_m4) as s_m4,
            in_ten_thousandths(s_m3) as s_m3,
            in_ten_thousandths(s_m2) as s_m2,
            in_ten_thousandths(p1) as p1,
            in_ten_thousandths(p2) as p2,
            in_ten_thousandths(p3) as p3,
            in_ten_thousandths(p4) as p4,
            in_ten_thousandths(p5) as p5
        ),
    from customers.limits
),

-- What is left of each window without the orders since the earlier snapshot. A window without a sale holds refunds at
-- most, so no revenue.
pairs as (
    select
        earlier.customer_number,
        earlier.slot as from_slot,
        later.slot as to_slot,
        earlier.tiers as before,
        later.tiers as after,
        earlier.monetary as revenue_before,
        later.monetary as revenue_after,
        later.recency_days,
        later.frequency,
        (later.day - earlier.last_day)::integer as still_recency_days,
        greatest(0, earlier.sales - later.sales_before_window) as still_frequency,
        case
            when earlier.sales > later.sales_before_window then earlier.revenue - later.revenue_before_window
            else 0
        end as still_monetary,
        earlier.gap_days,
        later.is_new,
        case
            when later.growth_after_day < earlier.day then earlier.revenue - later.revenue_before_growth
            else 0
        end as still_growth_revenue,
        case
            when later.growth_after_day < earlier.day then later.revenue_before_growth - later.revenue_before_base
            when later.base_after_day < earlier.day then earlier.revenue - later.revenue_before_base
            else 0
        end as still_growth_base,
    from customers.standings as earlier
    inner join customers.standings as later
        on earlier.customer_number = later.customer_number
        and earlier.slot > later.slot
    where earlier.tiers <> later.tiers
),

coded as (
    select
        pairs.*,
        cuts.* exclude (as_of, place, slot),
        score_of_few(recency_days, r5, r4, r3, r2) as drifted_r,
        score_of_many(frequency, frequency, f5, f4, f3, f2) as drifted_f,
        score_of_many(revenue_after, frequency, m5, m4, m3, m2) as drifted_m,
        score_of_few(still_recency_days, r5, r4, r3, r2) as still_r,
        score_of_many(still_frequency, still_frequency, f5, f4, f3, f2) as still_f,
        score_of_many(still_monetary, still_frequency, m5, m4, m3, m2) as still_m,
        case when s_per_order then revenue_after // greatest(1, frequency) else revenue_after end as value_after,
        case when s_per_order then still_monetary // greatest(1, still_frequency) else still_monetary end as still_value,
    from pairs
    inner join cuts on pairs.from_slot = cuts.slot
)

select
    coded.customer_number,
    coded.from_slot,
    coded.to_slot,
    coded.before,
    coded.after,
    reason_of(
        coded.before & 31,
        coded.after & 31,
        number_by_scores(coded.score_tier_letters, coded.drifted_r, coded.drifted_f, coded.drifted_m),
        number_by_scores(coded.score_tier_letters, coded.still_r, coded.still_f, coded.still_m)
    ) as score_tier_reason,
    leveled_reason_of(
        coded.before >> 5 & 31,
        coded.after >> 5 & 31,
        case
            when coded.has_own_scale then number_by_scores(
                coded.segment_letters,
                score_of_few(coded.recency_days, coded.s_r5, coded.s_r4, coded.s_r3, coded.s_r2),
                score_of_many(coded.frequency, coded.frequency, coded.s_f5, coded.s_f4, coded.s_f3, coded.s_f2),
                score_of_many(coded.value_after, coded.frequency, coded.s_m5, coded.s_m4, coded.s_m3, coded.s_m2)
            )
            else number_by_scores(coded.segment_letters, coded.drifted_r, coded.drifted_f, coded.drifted_m)
        end,
        case
            when coded.has_own_scale then number_by_scores(
                coded.segment_letters,
                score_of_few(coded.still_recency_days, coded.s_r5, coded.s_r4, coded.s_r3, coded.s_r2),
                score_of_many(
                    coded.still_frequency, coded.still_frequency, coded.s_f5, coded.s_f4, coded.s_f3, coded.s_f2
                ),
                score_of_many(
                    coded.still_value, coded.still_frequency, coded.s_m5, coded.s_m4, coded.s_m3, coded.s_m2
                )
            )
            else number_by_scores(coded.segment_letters, coded.still_r, coded.still_f, coded.still_m)
        end,
        coded.segment_levels
    ) as segment_reason,
    reason_of(
        coded.before >> 10 & 31,
        coded.after >> 10 & 31,
        pyramid_rank_of(coded.revenue_after, coded.p1, coded.p2, coded.p3, coded.p4, coded.p5, coded.lowest_rank),
        pyramid_rank_of(coded.still_monetary, coded.p1, coded.p2, coded.p3, coded.p4, coded.p5, coded.lowest_rank)
    ) as pyramid_level_reason,
    stage_reason_of(
        coded.before >> 15 & 31,
        coded.after >> 15 & 31,
        case
            when coded.before >> 15 & 31 = 1 then 1
            else lifecycle_rank_of(
                coded.still_recency_days, coded.gap_days, coded.is_new, coded.still_growth_revenue, coded.still_growth_base,
                coded.churned_after_days, coded.dormant_after_days, coded.reactivated_within_days,
                coded.reactivated_gap_days, coded.growth_rate
            )
        end
    ) as lifecycle_stage_reason,
    coded.revenue_before,
    coded.revenue_after,
from coded
