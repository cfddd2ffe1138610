-- One row per preset and score triple of its scale (as three digits): the segment it belongs to. Fm_score is the mean of
-- the F and the M score, halves rounded up; is_repair is true where the preset's source names no segment.
-- grain: preset, code
with choices as (
    select
        *,
        row_number() over (partition by preset, code order by tried, segment) as choice,
    from customers.segment_matches
    where segment is not null
)

select
    choices.preset,
    choices.code,
    choices.r_score,
    choices.f_score,
    choices.m_score,
    choices.fm_score,
    choices.segment,
    named.segment_rank,
    named.place as segment_place,
    choices.is_repair,
from choices
inner join customers.preset_segments as named
    on choices.preset = named.preset
    and choices.segment = named.segment
where choices.choice = 1
