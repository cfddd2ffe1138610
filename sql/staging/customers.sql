-- One row per known customer, numbered in the order of the first sale (customers without one come last), so that
-- the customers who have entered by a day are exactly the numbers up to a count. See customers.calendar.
-- ordering_id is the id as the orders have it, text or a whole number: what orders are joined by.
-- grain: customer_number
with ordering as (
    select
        orders.customer_id as ordering_id,
        orders.customer_id::varchar as customer_id,
        min(case when orders.is_sale then orders.ordered_on end) as first_ordered_on,
    from staging.counted_orders as orders
    group by orders.customer_id
)

select
    row_number() over (
        order by ordering.first_ordered_on nulls last, coalesce(ordering.customer_id, attributes.customer_id)
    )::integer as customer_number,
    coalesce(ordering.customer_id, attributes.customer_id) as customer_id,
    ordering.ordering_id,
    ordering.first_ordered_on,
    attributes.* exclude (customer_id, reason, source_row),
from ordering
full join (
    select *
    from staging.read_customers
    where reason is null
) as attributes
    on ordering.customer_id = attributes.customer_id
