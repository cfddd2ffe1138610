-- One row per tier model of the tier report (the score tiers, and those that the policy awards, where it changes any) and
-- snapshot: the figures of the tier report. Revenue looks back over the window. Up and down are moves between tiers since
-- the snapshot before, of the customers present at both. Revenue at risk is that of the best tiers' customers who are
-- dormant or sliding (thresholds.revenue_at_risk). Figures about too few customers are null.
-- grain: model, as_of
with days as (
    select ordered_on
    from staging.sales
    group by ordered_on
),

freshness as (
    select
        calendar.as_of,
        max(days.ordered_on) as newest_ordered_on,
    from customers.calendar as calendar
    inner join days on calendar.as_of >= days.ordered_on
    group by calendar.as_of
),

tiered as (
    select
        'score_tier' as model,
        counts.as_of,
        tiers.tier_rank,
        counts.rfm_code // 100 as r_score,
        counts.lifecycle_rank,
        counts.customers,
        counts.active_customers,
        counts.revenue,
    from customers.state_counts as counts
    inner join customers.tiers as tiers on tiers.model = 'score_tier' and counts.rfm_code = tiers.code
    union all
    select
        'awarded_tier',
        counts.as_of,
        tiers.tier_rank,
        counts.r_score,
        counts.lifecycle_rank,
        counts.customers,
        counts.active_customers,
        counts.revenue,
    from customers.awarded_counts as counts
    inner join customers.tiers as tiers on tiers.model = 'awarded_tier' and counts.number = tiers.code
),

sizes as (
    select
        counts.model,
        counts.as_of,
        sum(counts.customers) as customers,
        sum(counts.active_customers) as active_customers,
        sum(counts.revenue) as revenue,
        sum(case when counts.tier_rank = 1 then counts.customers else 0 end) as top_customers,
        sum(case when counts.tier_rank > 1 then counts.active_customers else 0 end) as other_active_customers,
        sum(case when counts.tier_rank = 1 then counts.revenue else 0 end) as top_revenue,
        sum(case when is_at_risk then counts.customers else 0 end) as customers_at_risk,
        sum(case when is_at_risk then counts.revenue else 0 end) as revenue_at_risk,
    from (
        select
            tiered.*,
            tiered.tier_rank <= risk.lowest_tier_rank
            and (stages.tier = 'dormant' or tiered.r_score <= risk.sliding_r_score) as is_at_risk,
        from tiered
        inner join customers.tiers as stages
            on stages.model = 'lifecycle_stage'
            and tiered.lifecycle_rank = stages.code
        cross join thresholds.revenue_at_risk as risk
    ) as counts
    group by counts.model, counts.as_of
),

placed as (
    select
        sizes.model,
        calendar.as_of,
        calendar.place,
        sizes.customers,
    from sizes
    inner join customers.calendar as calendar on sizes.as_of = calendar.as_of
),

moves as (
    select
        later.model,
        later.as_of,
        earlier.customers as present,
        later.customers - earlier.customers as entered,
        coalesce(sum(case when directions.direction = 'up' then moved.customers end), 0) as moved_up,
        coalesce(sum(case when directions.direction = 'down' then moved.customers end), 0) as moved_down,
    from placed as later
    inner join placed as earlier on later.model = earlier.model and later.place = earlier.place + 1
    left join customers.month_moves as moved on later.model = moved.model and later.place = moved.place
    left join customers.tier_moves as directions
        on moved.model = directions.model
        and moved.from_number = directions.from_number
        and moved.to_number = directions.to_number
    where earlier.place >= (select min(place) from customers.slots where is_paired)
    group by later.model, later.as_of, earlier.customers, later.customers
),

facts as (
    select
        calendar.place,
        calendar.is_partial,
        freshness.newest_ordered_on,
        sizes.*,
        moves.* exclude (model, as_of),
        -- The parts add up to those present: where one is about too few, the others would give it away.
        moves.moved_up between 1 and privacy.smallest_cell - 1
        or moves.moved_down between 1 and privacy.smallest_cell - 1
        or moves.present - moves.moved_up - moves.moved_down between 1 and privacy.smallest_cell - 1 as moves_are_hidden,
        privacy.smallest_cell - 1 as hidden,
        calendar.window_days,
        fiscal.is_window as window_is_fiscal_year,
        lifecycle.dormant_after_days,
        risk.lowest_tier_rank,
        risk.sliding_r_score,
    from customers.calendar as calendar
    inner join sizes on calendar.as_of = sizes.as_of
    left join freshness on calendar.as_of = freshness.as_of
    left join moves on sizes.model = moves.model and calendar.as_of = moves.as_of
    cross join thresholds.privacy as privacy
    cross join thresholds.fiscal_year as fiscal
    cross join thresholds.lifecycle_limits as lifecycle
    cross join thresholds.revenue_at_risk as risk
)

select
    model,
    place::integer as place,
    as_of,
    is_partial,
    newest_ordered_on,
    (case when customers not between 1 and hidden then customers end)::integer as customers,
    (case when active_customers not between 1 and hidden then active_customers end)::integer as active_customers,
    (case when active_customers not between 1 and hidden then revenue end)::double as revenue,
    (case when top_customers not between 1 and hidden then top_customers end)::integer as top_customers,
    (
        case
            when top_customers not between 1 and hidden and other_active_customers not between 1 and hidden and revenue > 0
                then top_revenue / revenue
        end
    )::double as top_revenue_share,
    (case when not moves_are_hidden then moved_up end)::integer as moved_up,
    (case when not moves_are_hidden then moved_down end)::integer as moved_down,
    (case when entered not between 1 and hidden then entered end)::integer as entered,
    (case when not moves_are_hidden and present > hidden then moved_up / present end)::double as upgrade_rate,
    (case when not moves_are_hidden and present > hidden then moved_down / present end)::double as downgrade_rate,
    (case when customers_at_risk not between 1 and hidden then customers_at_risk end)::integer as customers_at_risk,
    (case when customers_at_risk not between 1 and hidden then revenue_at_risk end)::double as revenue_at_risk,
    -- The limits that the words about these figures name.
    window_days::integer as window_days,
    window_is_fiscal_year,
    dormant_after_days::integer as dormant_after_days,
    lowest_tier_rank::integer as at_risk_tier_rank,
    sliding_r_score::integer as sliding_r_score,
from facts
order by model, as_of
