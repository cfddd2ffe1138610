-- One row per customer: someone who is known and has not bought.
select 'never_bought' as customer_id, '2025-12-31' as created_at,
