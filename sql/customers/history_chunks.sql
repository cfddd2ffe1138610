-- One row per half a million customers, of whom customers.histories is made at a time (a join with so few is a look-up by
-- number): the first and last number, how many customers had entered by the snapshot in each slot, and the packed tiers
-- of one without a state.
-- grain: first_number
select
    chunks.first_number,
    chunks.first_number + 524287 as last_number,
    coalesce(max(case when slots.slot = 0 then slots.entered end), 0) as entered_0,
    coalesce(max(case when slots.slot = 1 then slots.entered end), 0) as entered_1,
    coalesce(max(case when slots.slot = 2 then slots.entered end), 0) as entered_2,
    coalesce(max(case when slots.slot = 3 then slots.entered end), 0) as entered_3,
    coalesce(max(case when slots.slot = 4 then slots.entered end), 0) as entered_4,
    coalesce(max(case when slots.slot = 5 then slots.entered end), 0) as entered_5,
    coalesce(max(case when slots.slot = 6 then slots.entered end), 0) as entered_6,
    coalesce(max(case when slots.slot = 7 then slots.entered end), 0) as entered_7,
    coalesce(max(case when slots.slot = 8 then slots.entered end), 0) as entered_8,
    coalesce(max(case when slots.slot = 9 then slots.entered end), 0) as entered_9,
    coalesce(max(case when slots.slot = 10 then slots.entered end), 0) as entered_10,
    coalesce(max(case when slots.slot = 11 then slots.entered end), 0) as entered_11,
    coalesce(max(case when slots.slot = 12 then slots.entered end), 0) as entered_12,
    coalesce(max(case when slots.slot = 13 then slots.entered end), 0) as entered_13,
    coalesce(max(case when slots.slot = 14 then slots.entered end), 0) as entered_14,
    coalesce(max(case when slots.slot = 15 then slots.entered end), 0) as entered_15,
    coalesce(max(case when slots.slot = 16 then slots.entered end), 0) as entered_16,
    coalesce(max(case when slots.slot = 17 then slots.entered end), 0) as entered_17,
    coalesce(max(case when slots.slot = 18 then slots.entered end), 0) as entered_18,
    coalesce(max(case when slots.slot = 19 then slots.entered end), 0) as entered_19,
    coalesce(max(case when slots.slot = 20 then slots.entered end), 0) as entered_20,
    coalesce(max(case when slots.slot = 21 then slots.entered end), 0) as entered_21,
    coalesce(max(case when slots.slot = 22 then slots.entered end), 0) as entered_22,
    coalesce(max(case when slots.slot = 23 then slots.entered end), 0) as entered_23,
    coalesce(max(case when slots.slot = 24 then slots.entered end), 0) as entered_24,
    coalesce(max(case when slots.slot = 25 then slots.entered end), 0) as entered_25,
    coalesce(max(case when slots.slot = 26 then slots.entered end), 0) as entered_26,
    coalesce(max(case when slots.slot = 27 then slots.entered end), 0) as entered_27,
    coalesce(max(case when slots.slot = 28 then slots.entered end), 0) as entered_28,
    max(lapsed.tiers)::integer as lapsed_tiers,
from (
    select distinct (customer_number - 1) // 524288 * 524288 + 1 as first_number
    from staging.customers
) as chunks
cross join customers.slots as slots
cross join (
    select sum(numbers.number << models.shift) as tiers
    from customers.lapsed_numbers as numbers
    inner join customers.tier_models as models on numbers.model = models.model
) as lapsed
group by chunks.first_number
