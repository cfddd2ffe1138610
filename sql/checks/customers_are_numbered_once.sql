-- One row per day of first sale (null: none yet) whose customers are not numbered on from those of the days before,
-- without a gap: every count of who has entered relies on it.
with days as (
    select
        first_ordered_on,
        count(*) as customers,
        min(customer_number) as first_number,
        max(customer_number) as last_number,
        sum(customer_number) as number_sum,
    from staging.customers
    group by first_ordered_on
),

placed as (
    select
        *,
        coalesce(sum(customers) over (order by first_ordered_on nulls last rows between unbounded preceding and 1 preceding), 0)
            as customers_before,
    from days
)

select format(
    '{} customers {} are numbered {} to {}, but {} come before them',
    customers,
    coalesce('with their first sale on ' || first_ordered_on, 'without a sale'),
    first_number,
    last_number,
    customers_before
) as problem,
from placed
where first_number <> customers_before + 1
    or last_number <> customers_before + customers
    or number_sum <> customers * (first_number + last_number) / 2
order by first_ordered_on nulls last
