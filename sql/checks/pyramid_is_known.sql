-- One row if not one known pyramid is in force.
-- blames: thresholds.pyramid
select case
    when count(*) <> 1 then format('{} rows choose a pyramid: one row names the one in force', count(*))
    else format(
        'there is no pyramid "{}": there are {}',
        min(definition),
        (select string_agg(distinct definition, ', ' order by definition) from thresholds.pyramid_levels)
    )
end as problem,
from thresholds.pyramid
having count(*) <> 1 or coalesce(min(definition) not in (select definition from thresholds.pyramid_levels), true)
