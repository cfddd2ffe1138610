-- One row per known customer, numbered in the order of the first sale (customers without one come last), so that
-- the customers who have entered by a day are exactly the numbers up to a count. See customers.calendar.
-- ordering_id is the id as the orders have it, text or a whole number: what orders are joined by.
-- grain: customer_number
with ordering as (
    select
        orders.customer_id as ordering_id,
        min(case when orders.is_sale then orders.ordered_on end) as first_ordered_on,
    from staging.counted_orders as orders
    group by orders.customer_id
),

-- Numbered before their attributes are known: sorting by a number costs a tenth of sorting by a text.
numbered as (
    select
        row_number() over (order by first_ordered_on nulls last, ordering_id) as customer_number,
        ordering_id::varchar as customer_id,
        ordering_id,
        first_ordered_on,
    from ordering
),

attributes as (
    select *
    from staging.read_customers
    where reason is null
)

select
    numbered.customer_number::integer as customer_number,
    numbered.customer_id,
    numbered.ordering_id,
    numbered.first_ordered_on,
    attributes.* exclude (customer_id, reason, source_row, unreadable),
from numbered
left join attributes on numbered.customer_id = attributes.customer_id
union all
select
    (row_number() over (order by attributes.customer_id) + (select count(*) from numbered))::integer as customer_number,
    attributes.customer_id,
    null as ordering_id,
    null as first_ordered_on,
    attributes.* exclude (customer_id, reason, source_row, unreadable),
from attributes
left join numbered on attributes.customer_id = numbered.customer_id
where numbered.customer_id is null
