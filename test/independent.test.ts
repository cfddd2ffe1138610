import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSample } from "../loaders/sample.ts";
import { buildWarehouse } from "../loaders/warehouse.ts";
import { root, withWarehouse } from "./warehouse/build.ts";

// What the warehouse holds of the sample, worked out a second time by queries written from the definitions.
let folder: string;
let warehouse: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tierboard-test-"));
  warehouse = join(folder, "warehouse.duckdb");
  await makeSample({ root });
  await buildWarehouse({ root, warehouse });
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function again(name: string): Promise<string> {
  return readFile(join(root, `test/warehouse/${name}_again.sql`), "utf8");
}

/** Rows that one side has and the other lacks, a few of each, and how many there are on the first side. */
async function difference(ours: string, theirs: string) {
  return withWarehouse(warehouse, async (connection) => {
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    await connection.run(`create temp table ours as ${ours}`);
    await connection.run(`create temp table theirs as ${theirs}`);
    return {
      count: Number((await rows("select count(*) from ours"))[0]?.[0]),
      onlyOurs: await rows("(from ours except all from theirs) order by all limit 5"),
      onlyTheirs: await rows("(from theirs except all from ours) order by all limit 5"),
    };
  });
}

test("every customer at every snapshot, in all fifteen columns", async () => {
  const asOfs = Array.from({ length: 24 }, (_, back) =>
    new Date(Date.UTC(2025, 12 - back, 0)).toISOString().slice(0, 10),
  );
  const theirs = (await again("snapshots")).replace(
    "$as_ofs",
    `[${asOfs.map((day) => `'${day}'`).join(", ")}]`,
  );
  const ours = `select
    as_of, customer_id, first_ordered_on, last_ordered_on, recency_days, frequency::bigint, monetary::decimal(38, 4),
    r_score::bigint, f_score::bigint, m_score::bigint, score_total::bigint, score_tier, segment, pyramid_level,
    lifecycle_stage
from customers.snapshots`;
  const { count, onlyOurs, onlyTheirs } = await difference(ours, theirs);
  expect({ onlyOurs, onlyTheirs }).toEqual({ onlyOurs: [], onlyTheirs: [] });
  expect(count).toBeGreaterThan(24 * 10_000);
}, 300_000);

test("every cell of migration between any two snapshots", async () => {
  const ours = `select
    model, from_as_of, to_as_of, from_tier, to_tier, customers,
    revenue_before::decimal(38, 4) as revenue_before, revenue_after::decimal(38, 4) as revenue_after
from marts.tier_migration`;
  const { count, onlyOurs, onlyTheirs } = await difference(ours, await again("migration"));
  expect({ onlyOurs, onlyTheirs }).toEqual({ onlyOurs: [], onlyTheirs: [] });
  expect(count).toBeGreaterThan(276 * 50);
}, 300_000);

test("no customer stands twice in a snapshot", async () => {
  await withWarehouse(warehouse, async (connection) => {
    const rows = await connection.runAndReadAll(
      "select as_of, customer_id from customers.snapshots group by all having count(*) > 1 or as_of is null or customer_id is null",
    );
    expect(rows.currentRowCount).toBe(0);
  });
});

test("accepted rows and rejected rows are all the rows, with the values that the files have", async () => {
  const ours = `select order_id, count(*) as rows from (
    select order_id from staging.orders union all select order_id from staging.rejected_orders
) group by order_id`;
  const theirs =
    "select nullif(trim(order_id), '') as order_id, count(*) as rows from sources.orders group by all";
  expect(await difference(ours, theirs)).toMatchObject({ onlyOurs: [], onlyTheirs: [] });
  const kept =
    "select source_row->>'ordered_at', source_row->>'amount' from staging.rejected_orders where reason like 'un%'";
  const given = "select ordered_at, amount from sources.orders";
  await withWarehouse(warehouse, async (connection) => {
    const lost = await connection.runAndReadAll(`(${kept}) except (${given})`);
    expect(lost.getRowsJson()).toEqual([]);
  });
});
