-- One row per scale and day that its cut points are frozen at and that is no snapshot.
-- blames: thresholds.rfm_cuts
select
    format(
        '{} are frozen at {}, which is no snapshot: the snapshots are the ends of the months from {} on, and {}',
        string_agg(distinct format('{}, {}', cuts.scale, cuts.measure), ' and '),
        cuts.frozen_as_of,
        (select min(as_of) from customers.calendar),
        (select max(as_of) from customers.calendar)
    ) as problem,
    cuts.scale as part,
    cuts.frozen_as_of::varchar as line_of,
from thresholds.rfm_cuts as cuts
where cuts.frozen_as_of not in (select as_of from customers.calendar)
group by cuts.scale, cuts.frozen_as_of
order by cuts.scale, cuts.frozen_as_of
