-- One row per source table: rows read, accepted and rejected, and the days they span.
-- grain: source
select
    'orders' as source,
    (select count(*) from sources.orders) as rows_read,
    (select count(*) from staging.orders) as rows_accepted,
    (select count(*) from staging.rejected_orders) as rows_rejected,
    (select min(ordered_at)::date from staging.orders) as first_day,
    (select max(ordered_at)::date from staging.orders) as last_day,
union all
select
    'customers',
    (select count(*) from sources.customers),
    (select count(*) from staging.read_customers where reason is null),
    (select count(*) from staging.read_customers where reason is not null),
    (select min(created_on) from staging.read_customers where reason is null),
    (select max(created_on) from staging.read_customers where reason is null),
