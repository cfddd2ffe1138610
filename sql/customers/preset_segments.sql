-- One row per preset and segment: its rank, 1 the best, and its place in lists, in which segments of one rank follow each
-- other and those without a rank come last.
-- grain: preset, segment
select
    preset,
    segment,
    min(segment_rank) as segment_rank,
    row_number() over (
        partition by preset
        order by coalesce(min(segment_rank), 1000), coalesce(min(tried), 0), segment
    ) as place,
from thresholds.segments
group by preset, segment
