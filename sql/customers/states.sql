-- One row per snapshot and customer who ordered in its reach or is a prospect, with scores and stages as small numbers:
-- rfm_code and segment_code are the three scores as digits, pyramid_rank is 1 for the highest level and one more than
-- the lowest level's for customers without revenue, lifecycle_rank is that of customers.tiers; tiers holds the numbers of
-- all four (customers.tier_models). Limits come as literals, which makes comparing them cheap. Slot is that of
-- customers.slots, null for a snapshot that no pair and no flow asks for.
-- grain: as_of, customer_number
-- for each: customers.limits
with coded as (
    select
        as_of,
        customer_number,
        frequency,
        monetary,
        100 * case
            when as_of - last_ordered_on <= $r5 then 5
            when as_of - last_ordered_on <= $r4 then 4
            when as_of - last_ordered_on <= $r3 then 3
            when as_of - last_ordered_on <= $r2 then 2
            else 1
        end
        + 10 * case
            when frequency = 0 then 1
            when frequency >= $f5 then 5
            when frequency >= $f4 then 4
            when frequency >= $f3 then 3
            when frequency >= $f2 then 2
            else 1
        end
        + case
            when frequency = 0 then 1
            when monetary >= $m5 then 5
            when monetary >= $m4 then 4
            when monetary >= $m3 then 3
            when monetary >= $m2 then 2
            else 1
        end as rfm_code,
        100 * case
            when as_of - last_ordered_on <= $s_r5 then 5
            when as_of - last_ordered_on <= $s_r4 then 4
            when as_of - last_ordered_on <= $s_r3 then 3
            when as_of - last_ordered_on <= $s_r2 then 2
            else 1
        end
        + 10 * case
            when frequency = 0 then 1
            when frequency >= $s_f5 then 5
            when frequency >= $s_f4 then 4
            when frequency >= $s_f3 then 3
            when frequency >= $s_f2 then 2
            else 1
        end
        + case
            when frequency = 0 then 1
            when monetary >= $s_m5 then 5
            when monetary >= $s_m4 then 4
            when monetary >= $s_m3 then 3
            when monetary >= $s_m2 then 2
            else 1
        end as segment_code,
        case
            when monetary <= 0 then $lowest_rank + 1
            when monetary >= $p1 then 1
            when monetary >= $p2 then 2
            when monetary >= $p3 then 3
            when monetary >= $p4 then 4
            when monetary >= $p5 then 5
            else $lowest_rank
        end as pyramid_rank,
        case
            when last_ordered_on is null then 7
            when as_of - last_ordered_on > $churned_after_days then 7
            when as_of - last_ordered_on > $dormant_after_days then 6
            when customer_number > $entered_before_new then 2
            when as_of - last_ordered_on <= $reactivated_within_days and gap_days > $reactivated_gap_days then 5
            when growth_revenue > growth_base and growth_revenue >= growth_base::decimal(28, 4) * (1 + $growth_rate::decimal(8, 4))::decimal(10, 4) then 3
            else 4
        end as lifecycle_rank,
    from customers.activity
    where as_of = $as_of
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
        score_tiers.number
        + (segments.number << 5)
        + (coded.pyramid_rank << 10)
        + (coded.lifecycle_rank << 15)
    )::integer as tiers,
from coded
inner join customers.tier_numbers as score_tiers
    on score_tiers.model = 'score_tier'
    and coded.rfm_code = score_tiers.code
inner join customers.tier_numbers as segments
    on segments.model = 'segment'
    and coded.segment_code = segments.code
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
from customers.prospects
where as_of = $as_of
