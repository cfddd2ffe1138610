-- One row per kind of mess in the sample: the file that has it, in how many rows, and what becomes of them.
-- grain: source, kind
--
-- drawn_from: among which orders the spoiled ones are drawn, those below 1,000 ('small') or from 1,000 on ('large')
-- in their currency; null where another rule decides. No order is spoiled twice.

select
    source,
    kind,
    row_count,
    fate,
    drawn_from,
from (
    values
        ('orders', 'repeated_row', 24, 'rejected', 'small'),
        ('orders', 'reused_id', 12, 'rejected', 'small'),
        ('orders', 'missing_customer', 25, 'rejected', 'small'),
        ('orders', 'future_date', 8, 'rejected', 'small'),
        ('orders', 'impossible_date', 12, 'rejected', 'small'),
        ('orders', 'missing_rate', 7, 'rejected', 'small'),
        ('orders', 'zero_amount', 60, 'accepted', 'small'),
        ('orders', 'excel_serial_date', 35, 'accepted', 'small'),
        ('orders', 'currency_sign', 40, 'accepted', 'small'),
        ('orders', 'thousands_separator', 45, 'accepted', 'large'),
        ('orders', 'sign_and_separator', 10, 'accepted', 'large'),
        ('orders', 'cancelled', 2100, 'accepted', null),
        ('orders', 'refund', 2600, 'accepted', null),
        ('customers', 'repeated_row', 9, 'rejected', null),
        ('customers', 'missing_customer', 4, 'rejected', null),
        ('customers', 'leading_zero_id', 40, 'accepted', null),
        ('customers', 'byte_order_mark', 1, 'accepted', null)
) as mess (source, kind, row_count, fate, drawn_from)
