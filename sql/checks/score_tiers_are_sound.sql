-- One row per score tier with an unknown name, an impossible range, or a rank that is not its place from the best.
-- blames: thresholds.score_tiers
with placed as (
    select
        *,
        row_number() over (order by highest_total desc, lowest_total desc, tier) as place,
        format('tier {} ({} to {}, rank {})', tier, lowest_total, highest_total, tier_rank) as row_name,
    from thresholds.score_tiers
)

select
    case
        when tier not in ('top', 'potential', 'general', 'dormant')
            then format('there is no score tier "{}": the tiers are top, potential, general and dormant', tier)
        when tier_rank is null or lowest_total is null or highest_total is null
            then format('tier {} lacks its rank, its lowest total or its highest', tier)
        when lowest_total > highest_total then format('{} begins above its end', row_name)
        when lowest_total < 3 or highest_total > 15
            then format('{} reaches beyond 3 to 15, the totals of three scores from 1 to 5', row_name)
        else format('{} is out of order: by its totals its rank is {}, with 1 for the highest', row_name, place)
    end as problem,
    format('''{}''', tier) as line_of,
from placed
where tier not in ('top', 'potential', 'general', 'dormant')
    or tier_rank is null
    or lowest_total is null
    or highest_total is null
    or lowest_total > highest_total
    or lowest_total < 3
    or highest_total > 15
    or tier_rank <> place
order by place
