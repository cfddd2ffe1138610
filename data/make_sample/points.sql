-- One row per change of a member's points: earned with an order, and now and then spent.

select
    customer_no,
    ordered_at + to_seconds(if(reason = 'purchase', 0, 86400 + sale_number % 3600)) as changed_at,
    case reason
        when 'purchase' then floor(amount_usd / 10)::integer
        else -floor(amount_usd / 20)::integer
    end as points,
    reason,
from sales
cross join (values ('purchase'), ('reward')) as reasons (reason)
where is_member
    and amount_usd >= 20
    and (reason = 'purchase' or uniform('reward', sale_number) < 0.15)
    and changed_at < timestamp '2026-01-01'
order by changed_at, customer_no, reason
