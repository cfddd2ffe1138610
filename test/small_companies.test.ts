import { afterEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

/** Builds a company from a query of orders, exports its marts, and returns what its customers are at the end. */
async function lastSnapshot(orders: string) {
  made = await makeWarehouse({ "sources/orders.sql": `-- One row per order.\n${orders}\n` });
  await made.build();
  const { files } = await exportMarts(made.warehouse);
  expect([...files.keys()]).toContain("catalog.json");
  return made.rows(
    `select count(*)::integer, min(score_total)::integer, max(score_total)::integer, sum(monetary)::varchar,
        string_agg(distinct score_tier), string_agg(distinct segment), string_agg(distinct pyramid_level),
        string_agg(distinct lifecycle_stage)
     from customers.snapshots where as_of = (select max(as_of) from customers.snapshots)`,
  );
}

test("one order", async () => {
  const orders = "select 1 as order_id, 'ann' as customer_id, '2025-12-31' as ordered_at, 10 as amount";
  expect(await lastSnapshot(orders)).toEqual([[1, 7, 7, "10.0000", "general", "new", "top", "new"]]);
});

test("one customer, over two years", async () => {
  const orders = `select
    month as order_id,
    'ann' as customer_id,
    (date '2025-12-31' - to_months(month::integer))::date as ordered_at,
    10 as amount
from range(24) as months (month)`;
  // Twelve orders in the window; of the last 180 days six, of the 180 before six.
  expect(await lastSnapshot(orders)).toEqual([[1, 7, 7, "120.0000", "general", "new", "top", "mature"]]);
});

test("every customer equal", async () => {
  const orders =
    "select n as order_id, n as customer_id, '2025-12-31' as ordered_at, 10 as amount from range(500) as rows (n)";
  // Nobody is above a quantile; everybody has the least recency, and the highest revenue.
  expect(await lastSnapshot(orders)).toEqual([[500, 7, 7, "5000.0000", "general", "new", "top", "new"]]);
});

test("one day of data", async () => {
  const orders =
    "select n as order_id, n % 40 as customer_id, '2025-12-15' as ordered_at, n as amount from range(100) as rows (n)";
  const [[customers, , , revenue] = []] = await lastSnapshot(orders);
  expect([customers, revenue]).toEqual([40, "4950.0000"]);
  expect(await made?.rows("select as_of, is_partial from customers.calendar")).toEqual([
    ["2025-12-15", true],
  ]);
});

test("amounts all zero", async () => {
  const orders =
    "select n as order_id, n % 40 as customer_id, '2025-12-31' as ordered_at, 0 as amount from range(100) as rows (n)";
  const [row = []] = await lastSnapshot(orders);
  expect([row[0], row[3], row[6]]).toEqual([40, "0.0000", "inactive"]);
});

test("more refunded than sold", async () => {
  const orders = `select
    n as order_id,
    n % 40 as customer_id,
    date '2025-12-01' + (n // 40)::integer as ordered_at,
    case when n < 40 then 10 else -20 end as amount
from range(80) as rows (n)`;
  const [row = []] = await lastSnapshot(orders);
  expect([row[0], row[3], row[6]]).toEqual([40, "-400.0000", "inactive"]);
});

test("nobody in the window any more", async () => {
  const orders =
    "select n as order_id, n as customer_id, '2020-01-15' as ordered_at, 10 as amount from range(9) as rows (n)";
  made = await makeWarehouse({
    "sources/orders.sql": `-- One row per order.\n${orders}\n`,
    "thresholds/calendar.sql": `-- One row: as of years later.
select
    date '2025-06-30' as as_of,
    date '1990-01-01' as earliest_plausible_day,
    null as latest_plausible_day,
    24 as snapshots,
    365 as window_days,
    'USD' as reporting_currency,
    true as counts_free_orders,
    0.05 as most_rejected_share
`,
  });
  await made.build();
  expect(
    await made.rows("from marts.tier_sizes where as_of = '2025-06-30' and customers > 0 order by model"),
  ).toEqual([
    ["lifecycle_stage", "2025-06-30", false, "churned", 7, 9, 0],
    ["pyramid_level", "2025-06-30", false, "inactive", 5, 9, 0],
    ["score_tier", "2025-06-30", false, "dormant", 4, 9, 0],
    ["segment", "2025-06-30", false, "hibernating", 10, 9, 0],
  ]);
});

test("no id or name of a customer is in what pages read", async () => {
  made = await makeWarehouse({
    "sources/orders.sql": `-- One row per order.
select
    'order<' || n as order_id,
    '<script>customer' || n % 300 || '</script>' as customer_id,
    '2025-12-31' as ordered_at,
    n as amount
from range(900) as rows (n)
`,
    "sources/customers.sql": `-- One row per customer.
select
    '<script>customer' || n || '</script>' as customer_id,
    'Ann Example "😀" <b>' as name,
    'South <i>' as region
from range(300) as rows (n)
`,
  });
  await made.build();
  const { files } = await exportMarts(made.warehouse);
  const marts = [...files].filter(([name]) => name.endsWith(".arrow"));
  expect(marts.length).toBeGreaterThan(10);
  for (const [name, content] of files) {
    // The catalog tells how the sources are mapped, not what is in them.
    const text = Buffer.from(content).toString("utf8");
    if (name !== "catalog.json") expect(text, name).not.toMatch(/<script>|customer1|order<|Ann Example/);
  }
});
