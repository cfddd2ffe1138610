import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { workspace } from "./map/workspace.ts";

const DATASETS = resolve(import.meta.dirname, "../../shared/datasets");
const isThere = existsSync(DATASETS);
if (!isThere) console.log(`map_datasets: not run, as there is no folder ${DATASETS}`);

/** Public files that must be mapped without a word from the user, and what must come of them. */
const ORDERS: [file: string, options: { mergeDays?: boolean }, figures: Record<string, unknown>][] = [
  [
    "superstore/orders.csv",
    {},
    { orders: 5009, customers: 793, cents: "2297200.860300", first: "2015-01-03", last: "2018-12-30" },
  ],
  [
    "completejourney/transactions_sample.csv",
    {},
    { orders: 47243, customers: 2377, cents: "233935.240000", first: "2017-01-01", last: "2017-12-31" },
  ],
  [
    "cdnow/CDNOW_master.txt",
    { mergeDays: true },
    { orders: 67591, customers: 23570, cents: "2500315.630000", first: "1997-01-01", last: "1998-06-30" },
  ],
  [
    "cdnow/CDNOW_master.txt",
    {},
    { orders: 69659, customers: 23570, cents: "2500315.630000", first: "1997-01-01", last: "1998-06-30" },
  ],
];

describe.runIf(isThere)("public files", () => {
  test.each(ORDERS)("%s %o", async (file, options, figures) => {
    const files = await workspace({});
    await files.map(join(DATASETS, file), options);
    const day =
      "coalesce(try_cast(ordered_at as timestamp), try_strptime(ordered_at, '%Y%m%d'))::date::varchar";
    const found = await files.total(
      `count(*)::int as orders, count(distinct order_id)::int as ids, count(distinct customer_id)::int as customers,
       sum(amount::decimal(18, 6))::varchar as cents, min(${day}) as first, max(${day}) as last`,
    );
    expect(found).toEqual({ ...figures, ids: figures.orders });
  });

  test("Complete Journey's households are customers, with their age", async () => {
    const files = await workspace({});
    await files.map(join(DATASETS, "completejourney/demographics.csv"));
    expect(
      await files.total("count(*)::int as n, count(distinct age_band)::int as ages", "customers"),
    ).toEqual({ n: 801, ages: 6 });
  });

  test("Northwind's order lines are known for what they are", async () => {
    const files = await workspace({});
    await expect(files.map(join(DATASETS, "northwind/order-details.csv"))).rejects.toThrow(
      "order-details.csv holds lines of orders, but not whose they are or of what day",
    );
  });

  test("Northwind's orders hold unquoted commas: the first line of them is named", async () => {
    const files = await workspace({});
    await expect(files.map(join(DATASETS, "northwind/orders.csv"))).rejects.toMatchObject({
      message: expect.stringMatching(/Line 4 .* has 15 columns where 14 are expected/),
      fix: 'its values hold commas without quotes, as in "Rua do Paço, 67": export it again with quotes',
    });
  });
});
