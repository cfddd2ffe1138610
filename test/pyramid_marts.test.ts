import { afterEach, expect, test } from "vitest";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

/** A company of which each customer ordered once, for one of these amounts. */
async function company(amounts: readonly number[], smallestCell = 1): Promise<TestWarehouse> {
  const rows = amounts.map((amount, index) => `(${index}, ${amount})`).join(", ");
  made = await makeWarehouse({
    "sources/orders.sql": `-- One row per order.
select n as order_id, n as customer_id, '2025-12-31' as ordered_at, amount
from (values ${rows}) as rows (n, amount)
`,
    "thresholds/privacy.sql": `-- One row: what the public site may show.\nselect ${smallestCell} as smallest_cell\n`,
  });
  await made.build();
  return made;
}

const levels = (definition: string) =>
  made?.rows(`select level, at_least, customers, revenue, round(customer_share, 4), round(revenue_share, 4)
    from marts.pyramid_levels
    where definition = '${definition}' and as_of = '2025-12-31' order by level_rank`);

test("levels of every definition, by hand", async () => {
  await company([...Array.from({ length: 100 }, (_, index) => index + 1), 0, 0]);
  expect(await levels("curry")).toEqual([
    ["top", 100, 1, 100, 0.01, 0.0198],
    ["large", 96, 4, 390, 0.04, 0.0772],
    ["medium", 81, 15, 1320, 0.15, 0.2614],
    ["small", null, 80, 3240, 0.8, 0.6416],
    ["inactive", null, 2, 0, null, null],
  ]);
  expect(await levels("zeithaml")).toEqual([
    ["platinum", 81, 20, 1810, 0.2, 0.3584],
    ["gold", 51, 30, 1965, 0.3, 0.3891],
    ["iron", 21, 30, 1065, 0.3, 0.2109],
    ["lead", null, 20, 210, 0.2, 0.0416],
    ["inactive", null, 2, 0, null, null],
  ]);
  expect(await levels("heavy_medium_light")).toEqual([
    ["heavy", 81, 20, 1810, 0.2, 0.3584],
    ["medium", 51, 30, 1965, 0.3, 0.3891],
    ["light", null, 50, 1275, 0.5, 0.2525],
    ["inactive", null, 2, 0, null, null],
  ]);
});

test("equal customers share a level, also when the boundary falls among them", async () => {
  // Two at 9, the rest at 5: the top 20 % of ten end at the second 9, the next 30 % among the eights of 5.
  await company([9, 9, 5, 5, 5, 5, 5, 5, 5, 5]);
  expect(await levels("heavy_medium_light")).toEqual([
    ["heavy", 9, 2, 18, 0.2, 0.3103],
    ["medium", 5, 8, 40, 0.8, 0.6897],
    ["light", null, 0, 0, 0, 0],
    ["inactive", null, 0, 0, null, null],
  ]);
});

test("without any revenue all are inactive and there are no shares", async () => {
  await company([0, 0, 0]);
  expect(await levels("curry")).toEqual([
    ["top", null, 0, 0, null, null],
    ["large", null, 0, 0, null, null],
    ["medium", null, 0, 0, null, null],
    ["small", null, 0, 0, null, null],
    ["inactive", null, 3, 0, null, null],
  ]);
  expect(await made?.rows("from marts.revenue_gini")).toEqual([]);
  expect(await made?.rows("from marts.revenue_concentration")).toEqual([]);
});

test("a snapshot's levels are those of the orders by then", async () => {
  made = await makeWarehouse({
    "sources/orders.sql": `-- One row per order: ten customers in October pay 1 to 10, one in December pays 1000.
select n as order_id, n as customer_id, '2025-10-15' as ordered_at, n as amount from range(1, 11) as rows (n)
union all
select 11, 11, '2025-12-31', 1000
`,
  });
  await made.build();
  expect(
    await made.rows(`select as_of, level, at_least, customers, revenue from marts.pyramid_levels
      where definition = 'heavy_medium_light' and level <> 'inactive' order by as_of, level_rank`),
  ).toEqual([
    ["2025-10-31", "heavy", 9, 2, 19],
    ["2025-10-31", "medium", 6, 3, 21],
    ["2025-10-31", "light", null, 5, 15],
    ["2025-11-30", "heavy", 9, 2, 19],
    ["2025-11-30", "medium", 6, 3, 21],
    ["2025-11-30", "light", null, 5, 15],
    // Eleven: the top 20 % are ceil(2.2) = 3, the next end at ceil(5.5) = 6.
    ["2025-12-31", "heavy", 9, 3, 1019],
    ["2025-12-31", "medium", 6, 3, 21],
    ["2025-12-31", "light", null, 5, 15],
  ]);
});
