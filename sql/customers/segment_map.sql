-- One row per preset and score triple of its scale (as three digits): the segment it belongs to.
-- grain: preset, code
with scores as (
    select score
    from (values (1), (2), (3), (4), (5)) as rows (score)
),

matches as (
    select
        presets.preset,
        100 * r.score + 10 * f.score + m.score as code,
        segments.segment,
        segments.segment_rank,
        row_number() over (
            partition by presets.preset, r.score, f.score, m.score
            order by segments.segment_rank
        ) as choice,
    from thresholds.segment_presets as presets
    inner join thresholds.segments as segments on presets.preset = segments.preset
    inner join scores as r on r.score between segments.r_from and segments.r_to
    inner join scores as f on f.score between segments.f_from and segments.f_to
    inner join scores as m on m.score between segments.m_from and segments.m_to
)

select
    preset,
    code,
    segment,
    segment_rank,
from matches
where choice = 1
