-- One row per preset in which a better score leads to a worse-ranked segment: proved over every two combinations of scores
-- of which one is no lower in any score, among the segments that have a rank.
-- blames: thresholds.segments
-- do: give both segments one rank if neither is the better, or none (null), or move the scores; nothing was published
with falls as (
    select
        lower.preset,
        lower.code as lower_code,
        higher.code as higher_code,
        lower.segment as lower_segment,
        higher.segment as higher_segment,
        lower.segment_rank as lower_rank,
        higher.segment_rank as higher_rank,
        count(*) over (partition by lower.preset) as falls,
    from customers.segment_map as lower
    inner join customers.segment_map as higher
        on lower.preset = higher.preset
        and lower.r_score <= higher.r_score
        and lower.f_score <= higher.f_score
        and lower.m_score <= higher.m_score
        and lower.segment_rank < higher.segment_rank
    qualify row_number() over (
        partition by lower.preset
        order by higher.r_score - lower.r_score + higher.f_score - lower.f_score + higher.m_score - lower.m_score, lower.code, higher.code
    ) = 1
)

select
    format(
        'preset {}: better scores lead to a worse segment, for example from {} ({}, rank {}) to {} ({}, rank {}); in all {} such pairs',
        preset, lower_code, lower_segment, lower_rank, higher_code, higher_segment, higher_rank, falls
    ) as problem,
    preset as part,
    format('''{}''', higher_segment) as line_of,
from falls
order by preset
