-- One row per preset, score triple of its scale (as three digits) and block of scores that covers it; the segment is null
-- where none does. Fm_score is the mean of the F and the M score, halves rounded up.
-- grain: preset, code, segment, tried
with scores as (
    select score
    from (values (1), (2), (3), (4), (5)) as rows (score)
),

codes as (
    select
        presets.preset,
        r.score as r_score,
        f.score as f_score,
        m.score as m_score,
        (f.score + m.score + 1) // 2 as fm_score,
    from thresholds.segment_presets as presets
    inner join customers.scale_levels as levels on presets.scale = levels.scale
    inner join scores as r on r.score <= levels.r_levels
    inner join scores as f on f.score <= levels.f_levels
    inner join scores as m on m.score <= levels.m_levels
)

select
    codes.preset,
    100 * codes.r_score + 10 * codes.f_score + codes.m_score as code,
    codes.r_score,
    codes.f_score,
    codes.m_score,
    codes.fm_score,
    segments.segment,
    segments.tried,
    coalesce(segments.is_repair, false) as is_repair,
from codes
left join thresholds.segments as segments
    on codes.preset = segments.preset
    and codes.r_score between coalesce(segments.r_from, 1) and coalesce(segments.r_to, 5)
    and codes.f_score between coalesce(segments.f_from, 1) and coalesce(segments.f_to, 5)
    and codes.m_score between coalesce(segments.m_from, 1) and coalesce(segments.m_to, 5)
    and codes.fm_score between coalesce(segments.fm_from, 1) and coalesce(segments.fm_to, 5)
