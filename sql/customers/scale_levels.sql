-- One row per scale of thresholds.rfm_cuts: how many scores of each measure it has, and the measure behind its M score.
-- grain: scale
select
    scale,
    max(case when measure = 'recency' then score end) as r_levels,
    max(case when measure = 'frequency' then score end) as f_levels,
    max(case when measure in ('monetary', 'order_value') then score end) as m_levels,
    max(case when measure in ('monetary', 'order_value') then measure end) as m_measure,
from thresholds.rfm_cuts
group by scale
