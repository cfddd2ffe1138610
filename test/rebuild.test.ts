import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { upstream } from "../loaders/sql/graph.ts";
import type { Early } from "../loaders/sql/run_models.ts";
import { buildWarehouse } from "../loaders/warehouse.ts";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";
import { dump } from "./warehouse/dump.ts";

const ORDERS = `-- One row per order.
select
    n as order_id,
    n * 7919 % 311 as customer_id,
    date '2023-06-01' + (n * 104729 % 900)::integer as ordered_at,
    n * 31 % 997 - 40 as amount
from range(4000) as rows (n)
`;

const made: TestWarehouse[] = [];

afterEach(() => Promise.all(made.splice(0).map(({ remove }) => remove())));

async function start(files: Record<string, string> = {}): Promise<TestWarehouse> {
  const warehouse = await makeWarehouse({ "sources/orders.sql": ORDERS, ...files });
  made.push(warehouse);
  await warehouse.build();
  return warehouse;
}

/** A shipped threshold with one text replaced. */
async function edited(name: string, text: string, replacement: string): Promise<Record<string, string>> {
  const shipped = await readFile(join(root, `sql/thresholds/${name}.sql`), "utf8");
  expect(shipped).toContain(text);
  return { [`thresholds/${name}.sql`]: shipped.replace(text, replacement) };
}

/** Builds on from what is there, and says what ran and what a fresh build of the same files holds. */
async function rebuild(warehouse: TestWarehouse, changes: Record<string, string | null>) {
  await warehouse.write(changes);
  const { ran, kept } = await warehouse.build();
  const fresh = await makeWarehouse({}, warehouse.overlay);
  made.push(fresh);
  await fresh.build();
  const [found, expected] = [await dump(warehouse.warehouse), await dump(fresh.warehouse)];
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, rows] of Object.entries(expected)) expect(found[name], name).toEqual(rows);
  return { ran: ran.map(({ name }) => name), kept };
}

test("an edit of a threshold gives what a fresh build gives, and rebuilds only what hangs on it", async () => {
  const warehouse = await start();
  const tiers = await rebuild(
    warehouse,
    await edited(
      "score_tiers",
      "12, 15),\n    ('potential', 2, 9, 11)",
      "11, 15),\n    ('potential', 2, 9, 10)",
    ),
  );
  expect(tiers.ran).toContain("marts.tier_sizes");
  expect(tiers.kept).toEqual(
    expect.arrayContaining([
      "staging.read_orders",
      "staging.sales",
      "customers.activity",
      "customers.cut_points",
    ]),
  );

  const limits = await rebuild(
    warehouse,
    await edited("lifecycle_limits", "90 as new_within_days", "60 as new_within_days"),
  );
  expect(limits.kept).toEqual(
    expect.arrayContaining(["staging.sales", "customers.tiers", "customers.segment_map"]),
  );
  // The calendar reads these limits too, but its rows are as they were.
  expect(limits.ran).toContain("customers.calendar");
  expect(limits.kept).toContain("customers.activity");

  const others = await rebuild(
    warehouse,
    await edited("rfm_cuts/klaviyo6", "'recency', 'fixed', 3, 180", "'recency', 'fixed', 3, 150"),
  );
  expect(others.ran).toContain("customers.cut_points");
  expect(others.kept).toEqual(expect.arrayContaining(["customers.states", "customers.moves"]));

  const cuts = await rebuild(
    warehouse,
    await edited("rfm_cuts/rfm", "'recency', 'quantile', 5, 0.2", "'recency', 'quantile', 5, 0.25"),
  );
  expect(cuts.ran).toContain("customers.cut_points");
  expect(cuts.kept).toEqual(expect.arrayContaining(["staging.sales", "customers.activity"]));

  const calendar = await rebuild(
    warehouse,
    await edited("calendar", "365 as window_days", "180 as window_days"),
  );
  expect(calendar.ran).toContain("customers.activity");
}, 300_000);

test("rewording a comment rebuilds nothing, but is told", async () => {
  const warehouse = await start(await edited("score_tiers", "-- 1 is the best", "-- the best is 1"));
  const changes = await edited("score_tiers", "-- 1 is the best", "-- one is the best");
  const { ran, kept } = await rebuild(warehouse, changes);
  expect(ran).toEqual([]);
  expect(kept).toContain("customers.tiers");

  await warehouse.write({ "sources/orders.sql": `${ORDERS}-- That is all.\n` });
  expect((await warehouse.build()).ran).toEqual([]);
  expect(
    await warehouse.rows(
      "select sql like '%That is all.%' from tierboard.models where name = 'sources.orders'",
    ),
  ).toEqual([[true]]);
}, 300_000);

test("nothing changed, nothing runs", async () => {
  const warehouse = await start();
  expect((await warehouse.build()).ran).toEqual([]);
}, 300_000);

test("rows that come out the same, in whatever order, rebuild nothing after them", async () => {
  const model = (rows: string) =>
    `-- One row per number.\n-- grain: n\nselect n, [n % 7] as list, nullif(n % 3, 0) as rest\nfrom ${rows}\n`;
  const warehouse = await start({
    "customers/mine.sql": model("range(5000) as rows (n)"),
    "marts/mine.sql": "-- One row.\nselect sum(rest + list[1])::integer as total from customers.mine\n",
  });
  const same = await rebuild(warehouse, {
    "customers/mine.sql": model("(select 4999 - n as n from range(5000) as rows (n)) as rows"),
  });
  expect(same.ran).toEqual(["customers.mine"]);
  const other = await rebuild(warehouse, {
    "customers/mine.sql": model("(select if(n = 17, 5001, n) as n from range(5000) as rows (n)) as rows"),
  });
  expect(other.ran).toEqual(["customers.mine", "marts.mine"]);
}, 300_000);

test("what is wanted early is whole before the rest is begun", async () => {
  const warehouse = await start();
  await warehouse.write(
    await edited(
      "score_tiers",
      "12, 15),\n    ('potential', 2, 9, 11)",
      "11, 15),\n    ('potential', 2, 9, 10)",
    ),
  );
  const figures = "from marts.key_figures order by all";
  const before = await warehouse.rows(figures);
  const looks: { ran: ReadonlySet<string>; rows: unknown }[] = [];
  const look = (name: string): Early => ({
    choose: (nodes) => upstream(nodes, [name]),
    use: async (connection, ran) => {
      looks.push({ ran, rows: (await connection.runAndReadAll(figures)).getRowsJson() });
    },
  });
  const { overlay, warehouse: file } = warehouse;
  const { ran } = await buildWarehouse({
    root,
    overlay,
    warehouse: file,
    early: [look("thresholds.score_tiers"), look("marts.key_figures")],
  });
  const [first, second] = looks;
  expect([...(first?.ran ?? [])]).toContain("thresholds.score_tiers");
  expect(first?.rows).toEqual(before);
  expect([...(second?.ran ?? [])]).not.toContain("customers.moves");
  expect(ran.map(({ name }) => name)).toContain("customers.moves");
  expect(second?.rows).not.toEqual(before);
  expect(await warehouse.rows(figures)).toEqual(second?.rows);
}, 300_000);

test("a changed file of data is read again", async () => {
  const warehouse = await start();
  const header = "order_id,customer_id,ordered_at,amount\n";
  const file = join(warehouse.overlay, "orders.csv");
  await rebuild(warehouse, {
    "orders.csv": `${header}1,ann,2025-12-01,10\n`,
    "sources/orders.sql": `-- One row per order.\nfrom read_csv('${file}', all_varchar = true)\n`,
  });
  expect(await warehouse.rows("select count(*)::integer from staging.orders")).toEqual([[1]]);
  const { ran } = await rebuild(warehouse, {
    "orders.csv": `${header}1,ann,2025-12-01,10\n2,bob,2025-12-02,20\n`,
  });
  expect(ran).toContain("staging.read_orders");
  expect(await warehouse.rows("select count(*)::integer from staging.orders")).toEqual([[2]]);
}, 300_000);

test("models come and go with their files, and change kind", async () => {
  const warehouse = await start();
  const table = "-- One row per tier.\n-- grain: tier\nselect tier from thresholds.score_tiers\n";
  const reader = "-- One row.\nselect count(*)::integer as tiers from customers.mine\n";
  const added = await rebuild(warehouse, { "customers/mine.sql": table, "marts/mine.sql": reader });
  expect(added.ran).toEqual(["customers.mine", "marts.mine"]);
  expect(await warehouse.rows("from marts.mine")).toEqual([[4]]);

  const asView = table
    .replace("-- grain", "-- stored: as a view\n-- grain")
    .replace("tiers\n", "tiers where tier_rank < 3\n");
  await rebuild(warehouse, { "customers/mine.sql": asView });
  expect(await warehouse.rows("from marts.mine")).toEqual([[2]]);

  await rebuild(warehouse, { "customers/mine.sql": null, "marts/mine.sql": null });
  expect(await warehouse.rows("select name from tierboard.models where name like '%.mine'")).toEqual([]);
}, 300_000);

test("a build that fails keeps everything as it was, and the next one goes on from there", async () => {
  const warehouse = await start();
  const before = await dump(warehouse.warehouse);
  await warehouse.write({ "thresholds/pyramid.sql": "-- One row.\nselect 'cheops' as definition\n" });
  expect(await warehouse.buildError()).toContain('there is no pyramid "cheops"');
  expect(await dump(warehouse.warehouse)).toEqual(before);
  await warehouse.write({ "thresholds/pyramid.sql": "-- One row.\nselect 'zeithaml' as definition\n" });
  const { kept } = await rebuild(warehouse, {});
  expect(kept).toContain("staging.sales");
}, 300_000);
