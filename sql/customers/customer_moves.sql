-- One row per customer and later snapshot at which another tier was the customer's, in any model: the packed tiers before and
-- after (customers.tier_models), and the reason of each model's move (customers.move_reasons; 0: none).
-- The customer is scored at the later snapshot with the cut points of the earlier one, with and without the orders since.
-- These come as literals, which makes comparing them cheap: see customers.comparisons.
-- grain: customer_number, to_slot
-- for each: customers.comparisons
-- stored: nowhere
-- What is left of each window without the orders since the earlier snapshot. A window without a sale holds refunds at
-- most, so no revenue. Who has lapsed has no order left in a window.
with pairs as (
    select
        later.customer_number,
        later.slot as to_slot,
        later.as_of as to_as_of,
        earlier.tiers as before,
        later.tiers as after,
        earlier.monetary as revenue_before,
        later.monetary as revenue_after,
        later.recency_days,
        later.frequency,
        later.first_ordered_on,
        earlier.recency_days as earlier_recency_days,
        coalesce(made_before.gap_days, 0) as gap_days,
        coalesce(made_after.sales_so_far, 0) - coalesce(made_before.sales_so_far, 0) as sales_between,
        coalesce(made_after.revenue_so_far, 0) - coalesce(made_before.revenue_so_far, 0) as revenue_between,
        coalesce(made_after.growth_revenue, 0) as growth_revenue,
        coalesce(made_after.growth_base, 0) as growth_base,
    from customers.states as earlier
    inner join customers.states as later on earlier.customer_number = later.customer_number
    left join customers.activity as made_before
        on earlier.customer_number = made_before.customer_number
        and made_before.as_of = $as_of
        and made_before.customer_number between $first_number and $last_number
    left join customers.activity as made_after
        on later.customer_number = made_after.customer_number
        and later.as_of = made_after.as_of
        and made_after.customer_number between $first_number and $last_number
    where earlier.slot = $slot
        and later.slot < $slot
        and earlier.tiers - later.tiers <> 0
        and earlier.customer_number between $first_number and $last_number
        and later.customer_number between $first_number and $last_number
),

kept as (
    select
        *,
        earlier_recency_days + (to_as_of - $as_of)::integer as still_recency_days,
        case when recency_days = 99999999 then 0 else greatest(0, frequency - sales_between) end as still_frequency,
        revenue_after - revenue_between as still_in_window,
        first_ordered_on >= to_as_of - $new_within_days as is_new,
        case
            when to_as_of - $growth_days < $as_of then growth_revenue - revenue_between
            else 0
        end as still_growth_revenue,
        case
            when to_as_of - $growth_days < $as_of then growth_base
            when to_as_of - 2 * $growth_days < $as_of then growth_revenue + growth_base - revenue_between
            else 0
        end as still_growth_base,
    from pairs
),

valued as (
    select
        *,
        case when still_frequency > 0 then still_in_window else 0 end as still_monetary,
        case when $s_per_order then value_per_order(revenue_after, frequency) else revenue_after end as value_after,
        case when $s_per_order then value_per_order(still_in_window, still_frequency) else still_in_window end as still_value,
    from kept
),

scored as (
    select
        *,
        score_of_few(recency_days, $r5, $r4, $r3, $r2) as drifted_r,
        score_of_many(frequency, frequency, $f5, $f4, $f3, $f2) as drifted_f,
        score_of_many(revenue_after, frequency, $m5, $m4, $m3, $m2) as drifted_m,
        score_of_few(still_recency_days, $r5, $r4, $r3, $r2) as still_r,
        score_of_many(still_frequency, still_frequency, $f5, $f4, $f3, $f2) as still_f,
        score_of_many(still_monetary, still_frequency, $m5, $m4, $m3, $m2) as still_m,
        pyramid_rank_of(revenue_after, $p1, $p2, $p3, $p4, $p5, $lowest_rank) as drifted_level,
        pyramid_rank_of(still_monetary, $p1, $p2, $p3, $p4, $p5, $lowest_rank) as still_level,
        case
            when before >> 15 & 31 = 1 then 1
            else lifecycle_rank_of(
                still_recency_days, gap_days, is_new, still_growth_revenue, still_growth_base,
                $churned_after_days, $dormant_after_days, $reactivated_within_days, $reactivated_gap_days, $growth_rate
            )
        end as still_stage,
    from valued
),

numbered as (
    select
        *,
        number_by_scores($score_tier_numbers, drifted_r, drifted_f, drifted_m) as drifted_tier,
        number_by_scores($score_tier_numbers, still_r, still_f, still_m) as still_tier,
        case
            when $has_own_scale then number_by_scores(
                $segment_numbers,
                score_of_few(recency_days, $s_r5, $s_r4, $s_r3, $s_r2),
                score_of_many(frequency, frequency, $s_f5, $s_f4, $s_f3, $s_f2),
                score_of_many(value_after, frequency, $s_m5, $s_m4, $s_m3, $s_m2)
            )
            else number_by_scores($segment_numbers, drifted_r, drifted_f, drifted_m)
        end as drifted_segment,
        case
            when $has_own_scale then number_by_scores(
                $segment_numbers,
                score_of_few(still_recency_days, $s_r5, $s_r4, $s_r3, $s_r2),
                score_of_many(still_frequency, still_frequency, $s_f5, $s_f4, $s_f3, $s_f2),
                score_of_many(still_value, still_frequency, $s_m5, $s_m4, $s_m3, $s_m2)
            )
            else number_by_scores($segment_numbers, still_r, still_f, still_m)
        end as still_segment,
    from scored
)

select
    customer_number,
    $slot as from_slot,
    to_slot,
    before,
    after,
    reason_of(before & 31, after & 31, drifted_tier, still_tier) as score_tier_reason,
    case
        when $has_shared_levels
            then leveled_reason_of(before >> 5 & 31, after >> 5 & 31, drifted_segment, still_segment, $segment_levels)
        else reason_of(before >> 5 & 31, after >> 5 & 31, drifted_segment, still_segment)
    end as segment_reason,
    reason_of(before >> 10 & 31, after >> 10 & 31, drifted_level, still_level) as pyramid_level_reason,
    stage_reason_of(before >> 15 & 31, after >> 15 & 31, still_stage) as lifecycle_stage_reason,
    revenue_before,
    revenue_after,
from numbered
