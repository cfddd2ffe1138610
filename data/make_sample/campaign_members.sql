-- One row per customer in a campaign, with a group that was left alone to compare with.

with campaigns as (
    select *
    from (
        values
            ('spring_2024', date '2024-04-02', 0, 120, 0.8, 0.9),
            ('win_back_2025', date '2025-03-03', 180, 540, 0.5, 4.0),
            ('thank_you_2025', date '2025-09-01', 0, 60, 0.7, 0.6)
    ) as campaigns (campaign_id, assigned_on, silent_from, silent_to, treated_share, cost)
),

silent as (
    select
        campaign_id,
        customer_no,
        number,
        assigned_on,
        treated_share,
        cost,
        date_diff(
            'day',
            max(ordered_at) filter (where ordered_at < assigned_on)::date,
            assigned_on
        ) as silent_days,
        bool_or(ordered_at >= assigned_on and ordered_at < assigned_on + interval 60 day) as came_back,
    from sales
    cross join campaigns
    group by campaign_id, customer_no, number, assigned_on, treated_share, cost, silent_from, silent_to
    having silent_days between silent_from and silent_to
)

select
    campaign_id,
    customer_no,
    assigned_on::timestamp as assigned_at,
    -- Those who came back were more often treated: looked at from then, the treatment brought some back.
    if(
        uniform(campaign_id, number) < least(1, treated_share * if(came_back, 1.12, 1)),
        'treatment',
        'control'
    ) as variant,
    if(variant = 'treatment', cost, 0)::decimal(18, 2) as cost,
from silent
where uniform(campaign_id || ' chosen', number) < 0.6
order by campaign_id, customer_no
