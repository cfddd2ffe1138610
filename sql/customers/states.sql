-- One row per snapshot and customer who has entered or is a prospect, with scores and stages as small numbers:
-- rfm_code and segment_code are the three scores as digits, pyramid_rank is 1 for the highest level and one more than
-- the lowest level's for customers without revenue, lifecycle_rank is that of customers.tiers; tiers holds the numbers of
-- all four (customers.tier_models). Limits come as literals, which makes comparing them cheap. Slot is that of
-- customers.slots, null for a snapshot that no pair and no flow asks for. What each means: loaders/sql/scoring.ts.
-- What they are made of stands in customers.activity, except what most readers want. Nothing here that comparing reads is
-- null, which would make it cost more: who has lapsed ordered 99999999 days ago.
-- grain: as_of, customer_number
-- for each: customers.limits
with recent as (
    select
        *,
        coalesce(as_of - last_ordered_on, 99999999)::integer as recency_days,
    from customers.order_values
    where as_of = $as_of
),

coded as (
    select
        *,
        100::smallint * score_of_few(recency_days, $r5, $r4, $r3, $r2)
        + 10::smallint * score_of_many(frequency, frequency, $f5, $f4, $f3, $f2)
        + score_of_many(monetary, frequency, $m5, $m4, $m3, $m2) as rfm_code,
        100::smallint * score_of_few(recency_days, $s_r5, $s_r4, $s_r3, $s_r2)
        + 10::smallint * score_of_many(frequency, frequency, $s_f5, $s_f4, $s_f3, $s_f2)
        + score_of_many(case when $s_per_order then order_value else monetary end, frequency, $s_m5, $s_m4, $s_m3, $s_m2) as segment_code,
        pyramid_rank_of(monetary, $p1, $p2, $p3, $p4, $p5, $lowest_rank) as pyramid_rank,
        lifecycle_rank_of(
            recency_days, gap_days, customer_number > $entered_before_new, growth_revenue, growth_base,
            $churned_after_days, $dormant_after_days, $reactivated_within_days, $reactivated_gap_days, $growth_rate
        ) as lifecycle_rank,
    from recent
)

select
    coded.as_of,
    $slot::tinyint as slot,
    coded.customer_number,
    coded.frequency,
    coded.monetary,
    coded.rfm_code::smallint as rfm_code,
    coded.segment_code::smallint as segment_code,
    coded.pyramid_rank::tinyint as pyramid_rank,
    coded.lifecycle_rank::tinyint as lifecycle_rank,
    (
        number_by_scores($score_tier_numbers, coded.rfm_code // 100, coded.rfm_code // 10 % 10, coded.rfm_code % 10)
        + (number_by_scores(
            $segment_numbers, coded.segment_code // 100, coded.segment_code // 10 % 10, coded.segment_code % 10
        ) << 5)
        + (coded.pyramid_rank::integer << 10)
        + (coded.lifecycle_rank << 15)
    )::integer as tiers,
    coded.first_ordered_on,
    coded.recency_days,
from coded
union all
select
    as_of,
    $slot,
    customer_number,
    0,
    0,
    null,
    null,
    null,
    1,
    1 << 15,
    first_ordered_on,
    99999999,
from customers.prospects
where as_of = $as_of
