-- One row per line of the order file, as the company's shop exports it: every column is text.

with priced as (
    select
        sales.*,
        round(amount_usd / coalesce(rate, 1), 2) as amount,
    from sales
    left join exchange_rates
        on sales.currency = exchange_rates.currency
        and sales.ordered_at::date = exchange_rates.day
),

kinds as (
    select
        kind,
        drawn_from,
        row_count,
        sum(row_count) over (partition by drawn_from order by kind) as last_turn,
    from mess
    where source = 'orders'
),

drawn as (
    select
        sale_number,
        if(amount < 1000, 'small', 'large') as drawn_from,
        row_number() over (partition by amount < 1000 order by uniform('mess', sale_number)) as turn,
    from priced
    qualify turn <= (select sum(row_count) from kinds where drawn_from is not null)
),

spoiled as (
    select
        sale_number,
        kind,
        turn,
    from drawn
    inner join kinds
        on drawn.drawn_from = kinds.drawn_from
        and turn <= last_turn
        and turn > last_turn - row_count
),

undone as (
    select
        sale_number,
        kind,
        turn,
    from (
        select
            sale_number,
            row_number() over (order by uniform('undone', sale_number)) as turn,
        from sales
        anti join spoiled using (sale_number)
    ) as turns
    inner join kinds
        on drawn_from is null
        and turn <= last_turn
        and turn > last_turn - row_count
),

filed as (
    select
        priced.*,
        coalesce(spoiled.kind, undone.kind, 'clean') as kind,
        coalesce(spoiled.turn, undone.turn) as turn,
        -- A second line: the same once more, an order number used again, or the credit note of a refund.
        unnest(
            range(if(spoiled.kind in ('repeated_row', 'reused_id') or undone.kind = 'refund', 2, 1))
        ) as copy,
    from priced
    left join spoiled using (sale_number)
    left join undone using (sale_number)
),

settled as (
    select
        *,
        kind = 'refund' and copy = 1 as is_credit_note,
        if(
            is_credit_note,
            -- Within weeks, and never after the file's last day.
            ordered_at + to_seconds(
                floor(
                    least(
                        86400 * (2 + 9 * exponential('return', sale_number)),
                        uniform('return', sale_number) * date_diff('second', ordered_at, timestamp '2025-12-31 23:00:00')
                    )
                )::integer
            ),
            ordered_at
        ) as booked_at,
        case
            when is_credit_note and uniform('part', sale_number) < 0.6 then -amount
            when is_credit_note then -round(amount * (0.25 + 0.5 * uniform('share', sale_number)), 2)
            when kind = 'reused_id' and copy = 1 then round(amount * 1.1, 2)
            when kind = 'zero_amount' then 0
            else amount
        end::decimal(18, 2) as booked_amount,
        booked_at::date + floor(if(is_business, 18 + 20 * exponential('paid', sale_number), 0))::integer as paid_on,
    from filed
)

select
    if(is_credit_note, 'CN', 'SO') || (100000 + sale_number) as order_no,
    case
        when kind = 'missing_customer' and turn % 2 = 0 then '  '
        when kind <> 'missing_customer' then customer_no
    end as customer_no,
    case kind
        when 'impossible_date'
            then [
                '2024-02-30 10:15:00', '2023-02-29 16:40:12', '2025-13-04 09:05:00', '2025-04-31 11:20:45',
                '2024-00-12 18:30:00', '0000-00-00 00:00:00',
            ][1 + turn % 6]
        when 'future_date'
            then ['2042-02-11', '2052-06-18', '2099-12-31', '2205-03-09'][1 + turn % 4] || ' '
            || strftime(booked_at, '%H:%M:%S')
        -- Days since 1899-12-30, some with the time as a fraction.
        when 'excel_serial_date'
            then (booked_at::date - date '1899-12-30')
            || if(turn % 2 = 0, printf('%.5f', date_diff('second', date_trunc('day', booked_at), booked_at) / 86400)[2:], '')
        else strftime(booked_at, '%Y-%m-%d %H:%M:%S')
    end as ordered_at,
    case
        when kind = 'thousands_separator' then format('{:,.2f}', booked_amount::double)
        when kind in ('currency_sign', 'sign_and_separator')
            then case currency when 'CNY' then '¥' when 'EUR' then '€' else '$' end
            || format('{:,.2f}', booked_amount::double)
        else booked_amount::varchar
    end as amount,
    if(kind = 'missing_rate', 'CHF', currency) as currency,
    case
        when is_credit_note then 'refunded'
        when kind = 'cancelled' then 'cancelled'
        when ordered_at >= timestamp '2025-12-30' then 'pending'
        when ordered_at >= timestamp '2025-12-26' then 'shipped'
        else 'completed'
    end as status,
    if(
        is_business,
        pick(['sales_rep', 'sales_rep', 'web', 'web', 'phone'], 'channel', sale_number),
        pick(['web', 'web', 'app', 'app', 'store'], 'channel', sale_number)
    ) as channel,
    pick(
        if(
            is_business,
            ['office', 'furniture', 'electronics', 'lighting'],
            ['kitchen', 'textiles', 'furniture', 'lighting', 'electronics', 'garden']
        ),
        'category',
        -- Everyone has a favourite, bought half the time.
        if(uniform('favourite', sale_number) < 0.5, number, 1000000 + sale_number)
    ) as category,
    (1 + floor(exponential('quantity', sale_number) * if(is_business, 5, 0.9)))::integer::varchar as quantity,
    if(
        is_credit_note or uniform('discount', sale_number) > 0.18,
        0,
        booked_amount::double * pick([0.05, 0.1, 0.15], 'discount rate', sale_number)
    )::decimal(18, 2)::varchar as discount,
    (booked_amount::double * (0.52 + 0.2 * uniform('cost of goods', sale_number)))::decimal(18, 2)::varchar as cost,
    if(is_business, booked_at::date + 30, null)::varchar as due_on,
    if(kind = 'cancelled' or paid_on > date '2025-12-31', null, paid_on)::varchar as paid_on,
from settled
order by settled.booked_at, settled.sale_number, settled.copy
