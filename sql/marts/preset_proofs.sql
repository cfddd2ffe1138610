-- One row per segment preset: what was proved of it over all combinations of scores, as counts of what breaks each rule.
-- Uncovered and ambiguous count combinations without a segment, or with several where none is tried first; unreachable
-- counts segments; falls counts pairs of combinations, of those compared, where no lower score leads to a worse rank.
-- Repaired counts the combinations that the source leaves unnamed. Where segments share a rank because better scores lead
-- from one to the other both ways, there_… and back_… give the nearest example.
-- grain: preset
with held as (
    select
        preset,
        code,
        count(distinct segment) as segments,
        count(tried) > 0 as has_order,
    from customers.segment_matches
    group by preset, code
),

covered as (
    select
        preset,
        count(*) as combinations,
        count(*) filter (segments = 0) as uncovered,
        count(*) filter (segments > 1 and not has_order) as ambiguous,
        bool_or(has_order) as picks_first_match,
    from held
    group by preset
),

named as (
    select
        segments.preset,
        count(*) as segments,
        count(distinct segments.segment_rank) as ranks,
        count(*) filter (segments.segment_rank is null) as unranked,
        count(*) filter (reached.segment is null) as unreachable,
        coalesce(sum(reached.repaired), 0) as repaired,
    from customers.preset_segments as segments
    left join (
        select
            preset,
            segment,
            count(*) filter (is_repair) as repaired,
        from customers.segment_map
        group by preset, segment
    ) as reached
        on segments.preset = reached.preset
        and segments.segment = reached.segment
    group by segments.preset
),

-- Every two combinations of which one is no lower in any score.
steps as (
    select
        lower.preset,
        lower.code as from_code,
        higher.code as to_code,
        lower.segment as from_segment,
        higher.segment as to_segment,
        lower.segment_rank as from_rank,
        higher.segment_rank as to_rank,
        higher.r_score - lower.r_score + higher.f_score - lower.f_score + higher.m_score - lower.m_score as distance,
    from customers.segment_map as lower
    inner join customers.segment_map as higher
        on lower.preset = higher.preset
        and lower.r_score <= higher.r_score
        and lower.f_score <= higher.f_score
        and lower.m_score <= higher.m_score
        and lower.code <> higher.code
    where lower.segment_rank is not null and higher.segment_rank is not null
),

compared as (
    select
        preset,
        count(*) as compared,
        count(*) filter (to_rank > from_rank) as falls,
    from steps
    group by preset
),

ties as (
    select
        preset,
        from_segment,
        to_segment,
        min_by(from_code, (distance, from_code, to_code)) as from_code,
        min_by(to_code, (distance, from_code, to_code)) as to_code,
        min(distance) as distance,
    from steps
    where from_rank = to_rank and from_segment <> to_segment
    group by preset, from_segment, to_segment
),

both_ways as (
    select
        there.*,
        back.from_code as back_from_code,
        back.to_code as back_to_code,
        count(*) over (partition by there.preset) as both_ways,
    from ties as there
    inner join ties as back
        on there.preset = back.preset
        and there.from_segment = back.to_segment
        and there.to_segment = back.from_segment
        and there.from_segment < there.to_segment
    qualify row_number() over (
        partition by there.preset
        order by there.distance + back.distance, there.from_segment, there.to_segment
    ) = 1
)

select
    presets.preset,
    presets.preset = chosen.preset as is_in_force,
    levels.r_levels::integer as r_levels,
    levels.f_levels::integer as f_levels,
    levels.m_levels::integer as m_levels,
    levels.m_measure,
    covered.picks_first_match,
    covered.combinations::integer as combinations,
    named.segments::integer as segments,
    named.ranks::integer as ranks,
    named.unranked::integer as unranked,
    named.repaired::integer as repaired,
    covered.uncovered::integer as uncovered,
    covered.ambiguous::integer as ambiguous,
    named.unreachable::integer as unreachable,
    coalesce(compared.compared, 0)::integer as compared,
    coalesce(compared.falls, 0)::integer as falls,
    coalesce(both_ways.both_ways, 0)::integer as both_ways,
    both_ways.from_segment as one_segment,
    both_ways.to_segment as other_segment,
    both_ways.from_code::integer as there_from,
    both_ways.to_code::integer as there_to,
    both_ways.back_from_code::integer as back_from,
    both_ways.back_to_code::integer as back_to,
from thresholds.segment_presets as presets
cross join thresholds.segment_preset as chosen
inner join customers.scale_levels as levels on presets.scale = levels.scale
inner join covered on presets.preset = covered.preset
inner join named on presets.preset = named.preset
left join compared on presets.preset = compared.preset
left join both_ways on presets.preset = both_ways.preset
order by presets.preset
