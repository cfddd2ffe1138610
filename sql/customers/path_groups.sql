-- One row per two blocks of snapshots, tier model and path through both: its customers, and their revenue at each.
-- Path bit 40 says that these customers had entered by the block's first snapshot; a 0 in the path then means that they had lapsed.
-- grain: block_a, block_b, model, path_a, path_b
-- for each: customers.path_pairs
with joined as (
    select
        coalesce(a.customer_number, b.customer_number) as customer_number,
        case when coalesce(a.customer_number, b.customer_number) <= $entered_at_first_a then 1::bigint << 40 else 0 end as bit_a,
        case when coalesce(a.customer_number, b.customer_number) <= $entered_at_first_b then 1::bigint << 40 else 0 end as bit_b,
        bit_a + coalesce(a.score_tier, 0) as score_tier_a,
        bit_b + coalesce(b.score_tier, 0) as score_tier_b,
        bit_a + coalesce(a.segment, 0) as segment_a,
        bit_b + coalesce(b.segment, 0) as segment_b,
        bit_a + coalesce(a.pyramid_level, 0) as pyramid_level_a,
        bit_b + coalesce(b.pyramid_level, 0) as pyramid_level_b,
        bit_a + coalesce(a.lifecycle_stage, 0) as lifecycle_stage_a,
        bit_b + coalesce(b.lifecycle_stage, 0) as lifecycle_stage_b,
        a.revenue_0 as a_0,
        a.revenue_1 as a_1,
        a.revenue_2 as a_2,
        a.revenue_3 as a_3,
        a.revenue_4 as a_4,
        a.revenue_5 as a_5,
        a.revenue_6 as a_6,
        a.revenue_7 as a_7,
        b.revenue_0 as b_0,
        b.revenue_1 as b_1,
        b.revenue_2 as b_2,
        b.revenue_3 as b_3,
        b.revenue_4 as b_4,
        b.revenue_5 as b_5,
        b.revenue_6 as b_6,
        b.revenue_7 as b_7,
    from (select * from customers.paths where block = $block_a) as a
    full join (select * from customers.paths where block = $block_b) as b
        on a.customer_number = b.customer_number
)

select
    $block_a as block_a,
    $block_b as block_b,
    case
        when grouping(score_tier_a) = 0 then 'score_tier'
        when grouping(segment_a) = 0 then 'segment'
        when grouping(pyramid_level_a) = 0 then 'pyramid_level'
        else 'lifecycle_stage'
    end as model,
    coalesce(score_tier_a, segment_a, pyramid_level_a, lifecycle_stage_a) as path_a,
    coalesce(score_tier_b, segment_b, pyramid_level_b, lifecycle_stage_b) as path_b,
    count(*) as customers,
    coalesce(sum(a_0), 0)::decimal(38, 4) as revenue_a_0,
    coalesce(sum(a_1), 0)::decimal(38, 4) as revenue_a_1,
    coalesce(sum(a_2), 0)::decimal(38, 4) as revenue_a_2,
    coalesce(sum(a_3), 0)::decimal(38, 4) as revenue_a_3,
    coalesce(sum(a_4), 0)::decimal(38, 4) as revenue_a_4,
    coalesce(sum(a_5), 0)::decimal(38, 4) as revenue_a_5,
    coalesce(sum(a_6), 0)::decimal(38, 4) as revenue_a_6,
    coalesce(sum(a_7), 0)::decimal(38, 4) as revenue_a_7,
    coalesce(sum(b_0), 0)::decimal(38, 4) as revenue_b_0,
    coalesce(sum(b_1), 0)::decimal(38, 4) as revenue_b_1,
    coalesce(sum(b_2), 0)::decimal(38, 4) as revenue_b_2,
    coalesce(sum(b_3), 0)::decimal(38, 4) as revenue_b_3,
    coalesce(sum(b_4), 0)::decimal(38, 4) as revenue_b_4,
    coalesce(sum(b_5), 0)::decimal(38, 4) as revenue_b_5,
    coalesce(sum(b_6), 0)::decimal(38, 4) as revenue_b_6,
    coalesce(sum(b_7), 0)::decimal(38, 4) as revenue_b_7,
from joined
group by grouping sets (
    (score_tier_a, score_tier_b),
    (segment_a, segment_b),
    (pyramid_level_a, pyramid_level_b),
    (lifecycle_stage_a, lifecycle_stage_b)
)
