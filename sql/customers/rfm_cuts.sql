-- One row per snapshot, measure and score: the least value that gets it (days, orders, reporting currency).
-- The lowest score has no lower bound; for recency the best begins at 0 days.
-- grain: as_of, measure, score
-- stored: as a view
select
    as_of,
    measure,
    score,
    case
        when measure = 'recency'
            then coalesce(lead(cut_point) over (partition by as_of, measure order by score) + 1, 0)
        else cut_point
    end as lower_bound,
from (
    select
        as_of,
        measure,
        score,
        cut_point,
    from customers.cut_points
    where scale = 'rfm'
    union all
    select distinct
        as_of,
        measure,
        1 as score,
        null as cut_point,
    from customers.cut_points
    where scale = 'rfm'
) as bounds
