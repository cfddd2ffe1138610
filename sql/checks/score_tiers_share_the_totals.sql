-- One row per run of total scores (3 to 15) that no score tier holds, or more than one does.
-- blames: thresholds.score_tiers
with held as (
    select
        totals.total,
        count(tiers.tier) as tier_count,
        string_agg(
            format('{} ({} to {})', tiers.tier, tiers.lowest_total, tiers.highest_total), ' and ' order by tiers.tier_rank
        ) as tier_names,
        min(format('''{}''', tiers.tier)) as line_of,
    from range(3, 16) as totals (total)
    left join thresholds.score_tiers as tiers on totals.total between tiers.lowest_total and tiers.highest_total
    group by totals.total
)

select
    case
        when tier_count = 0 then format(
            'no tier holds the total score {}: every total from 3 to 15 belongs to one tier',
            string_agg(total::varchar, ', ' order by total)
        )
        else format(
            'the total score {} belongs to more than one tier: {}', string_agg(total::varchar, ', ' order by total), tier_names
        )
    end as problem,
    min(line_of) as line_of,
from held
where tier_count <> 1
group by tier_count, tier_names
order by min(total)
