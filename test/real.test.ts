import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

// Public data that is not part of the project. Figures: published with it, or recounted.
const datasets = join(root, "../shared/datasets");
const isHere = existsSync(datasets);
if (!isHere) console.warn(`skipped: real data, because there is no folder ${datasets}`);

const made: TestWarehouse[] = [];

afterAll(() => Promise.all(made.map(({ remove }) => remove())));

async function build(overlay: string): Promise<TestWarehouse> {
  const warehouse = await makeWarehouse({}, join(root, "test/real", overlay));
  made.push(warehouse);
  await warehouse.build();
  return warehouse;
}

const READ =
  "select rows_read, rows_accepted, rows_rejected from staging.source_rows where source = 'orders'";
const BOUGHT_ONCE = `select as_of, count(*)::integer from customers.snapshots
    where frequency = 1 and as_of in ('1997-09-30', '1998-06-30') group by as_of order by as_of`;

describe.runIf(isHere)("real data", () => {
  test("CDNOW, purchases merged per customer and day", async () => {
    const { rows } = await build("cdnow");
    expect(await rows(READ)).toEqual([["67591", "67591", "0"]]);
    expect(
      await rows("select count(distinct customer_id), sum(amount), sum(quantity) from staging.orders"),
    ).toEqual([["23570", "2500315.6300", "167881.0000"]]);
    expect(await rows(BOUGHT_ONCE)).toEqual([
      ["1997-09-30", 14119],
      ["1998-06-30", 12054],
    ]);
    // All history: the last snapshot holds all revenue, in every model.
    expect(
      await rows(
        `select model, sum(customers)::integer, round(sum(revenue), 2) from marts.tier_sizes
         where as_of = '1998-06-30' group by model order by model`,
      ),
    ).toEqual([
      ["lifecycle_stage", 23570, 2500315.63],
      ["pyramid_level", 23570, 2500315.63],
      ["score_tier", 23570, 2500315.63],
      ["segment", 23570, 2500315.63],
    ]);
  });

  test("CDNOW, every purchase an order", async () => {
    const { rows } = await build("cdnow_purchases");
    expect(await rows(READ)).toEqual([["69659", "69659", "0"]]);
    expect(await rows("select count(distinct customer_id), sum(amount) from staging.orders")).toEqual([
      ["23570", "2500315.6300"],
    ]);
  });

  test("Superstore with its returns", async () => {
    const { rows } = await build("superstore");
    expect(
      await rows(
        `select count(case when amount >= 0 then 1 end), count(case when amount < 0 then 1 end),
            count(distinct customer_id), sum(case when amount >= 0 then amount end)
         from staging.orders`,
      ),
    ).toEqual([["5009", "296", "793", "2297200.8603"]]);
    expect(
      await rows(
        `select year(ordered_at), round(sum(amount), 2)::varchar from staging.orders where amount >= 0
         group by all order by all`,
      ),
    ).toEqual([
      ["2015", "484247.50"],
      ["2016", "470532.51"],
      ["2017", "609205.60"],
      ["2018", "733215.26"],
    ]);
    expect(await rows(READ)).toEqual([["5305", "5305", "0"]]);
  });

  test("Northwind", async () => {
    const { rows } = await build("northwind");
    expect(
      await rows("select count(*), count(distinct customer_id), sum(amount) from staging.orders"),
    ).toEqual([["830", "89", "1265793.0395"]]);
    expect(
      await rows(
        `select customer_id, round(sum(amount), 2)::varchar from staging.orders
         group by customer_id order by sum(amount) desc limit 3`,
      ),
    ).toEqual([
      ["QUICK", "110277.31"],
      ["ERNSH", "104874.98"],
      ["SAVEA", "104361.95"],
    ]);
    const countries =
      "select count(distinct region), count(case when region = 'Brazil' then 1 end) from staging.customers";
    expect(await rows(countries)).toEqual([["21", "9"]]);
    // Two of the 91 known customers never ordered.
    expect(
      await rows(
        `select lifecycle_stage = 'prospect', count(*)::integer from customers.snapshots
         where as_of = '1998-05-06' group by all order by all`,
      ),
    ).toEqual([
      [false, 89],
      [true, 2],
    ]);
  });

  test("Complete Journey", async () => {
    const { rows } = await build("completejourney");
    expect(
      await rows("select count(*), count(distinct customer_id), sum(amount) from staging.orders"),
    ).toEqual([["47243", "2377", "233935.2400"]]);
    expect(
      await rows("select count(*), count(age_band) from staging.read_customers where reason is null"),
    ).toEqual([["801", "801"]]);
    // The window of the last snapshot is the whole year.
    expect(await rows("select sum(monetary) from customers.snapshots where as_of = '2017-12-31'")).toEqual([
      ["233935.2400"],
    ]);
  });
});
