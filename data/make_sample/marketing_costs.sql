-- One row per month and source channel: what was spent there to win customers, in US dollars.

select
    month::date as month,
    source_channel,
    (
        usual
        * (1 + 0.18 * (month::date - date '2023-01-01') / 365)
        * if(month(month) in (10, 11), 1.35, 1)
        * (0.85 + 0.3 * uniform(source_channel, month::date - date '2020-01-01'))
    )::decimal(18, 2) as amount,
from range(timestamp '2023-01-01', timestamp '2026-01-01', interval 1 month) as months (month)
cross join (
    values
        ('search', 3400),
        ('social', 2400),
        ('store', 700),
        ('email', 300),
        ('referral', 500),
        ('partner', 3100),
        ('trade_fair', 5200),
        ('sales_team', 6800)
) as channels (source_channel, usual)
order by month, source_channel
