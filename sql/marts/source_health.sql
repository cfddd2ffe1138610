-- One row per source table of the contract: rows read, accepted and rejected, and the first and last day they span.
-- grain: source
select
    sources.source,
    sources.place::integer as place,
    coalesce(counted.rows_read, 0)::integer as rows_read,
    coalesce(counted.rows_accepted, 0)::integer as rows_accepted,
    coalesce(counted.rows_rejected, 0)::integer as rows_rejected,
    counted.first_day,
    counted.last_day,
from (values
    ('orders', 1),
    ('customers', 2),
    ('interactions', 3),
    ('campaign_members', 4),
    ('points', 5),
    ('marketing_costs', 6),
    ('exchange_rates', 7)
) as sources (source, place)
left join staging.source_rows as counted on sources.source = counted.source
order by sources.place
