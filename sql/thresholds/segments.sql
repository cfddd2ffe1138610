-- One row per block of scores that a segment covers, by preset. Each file of segments/ holds one preset, named by the file;
-- adding one adds the preset to every report, and one without rows takes it away. This file says the columns; those that a
-- file leaves out are null.
select
    null::varchar as preset,
    null::varchar as scale, -- of thresholds.rfm_cuts: the same in every row, like source, note, preset_en and preset_zh
    null::varchar as source, -- where the preset comes from
    null::varchar as note, -- what was changed against the source, and why
    null::varchar as preset_en, -- what people read for the preset; null: the product's own words, or the file's name
    null::varchar as preset_zh,
    null::varchar as segment, -- letters, digits and underscores
    null::varchar as segment_en, -- what people read for the segment, in every preset that has it; null: as above
    null::varchar as segment_zh,
    null::integer as segment_rank, -- 1 is the best; segments without an order among them share one; null: in no order at all
    null::integer as tried, -- rows are tried in this order and the first that matches wins; null in all: no two rows match
    null::integer as r_from, -- scores of the scale, both ends included; null: any
    null::integer as r_to,
    null::integer as f_from,
    null::integer as f_to,
    null::integer as m_from,
    null::integer as m_to,
    null::integer as fm_from, -- the mean of the F and the M score, halves rounded up, in place of f and m
    null::integer as fm_to,
    null::boolean as is_repair, -- true: the source leaves these scores without a segment, and this row names one
limit 0
