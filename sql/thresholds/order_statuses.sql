-- One row per order status that means the order does not count; any other status counts.
-- grain: status
select
    status, -- lower case, without spaces around it
from (values
    ('cancelled'),
    ('canceled'),
    ('cancel'),
    ('void'),
    ('voided'),
    ('failed'),
    ('closed unpaid'),
    ('已取消'),
    ('取消'),
    ('交易关闭'),
    ('已关闭'),
    ('作废')
) as rows (status)
