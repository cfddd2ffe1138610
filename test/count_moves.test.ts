import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeAll, expect, test } from "vitest";
import { countMoves } from "../loaders/moves/count_moves.ts";
import { DEFINITION, definitionOf } from "../loaders/moves/definition.ts";
import { makeSample } from "../loaders/sample.ts";
import { literal, withValues } from "../loaders/sql/run.ts";
import { makeScoring } from "../loaders/sql/scoring.ts";
import { openWarehouse } from "../loaders/warehouse.ts";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

let made: TestWarehouse | undefined;

beforeAll(() => makeSample({ root }), 60_000);
afterEach(() => made?.remove());

/** The query of customers.moves with that of customers.customer_moves in it. */
async function query(): Promise<string> {
  const read = (name: string) => readFile(join(root, `sql/customers/${name}.sql`), "utf8");
  const [moves, customerMoves] = [await read("moves"), await read("customer_moves")];
  return moves.replace("from customers.customer_moves", `from (\n${customerMoves}\n)`);
}

test("what is counted is what sql/customers/moves.sql says", async () => {
  expect(
    definitionOf(await query()),
    "make loaders/moves count what the query and its macros say now, until the tests below pass; then put this digest there",
  ).toBe(DEFINITION);
});

/** Builds a warehouse, and returns the rows by which the query and `countMoves` differ, and how many there are. */
async function differences(files: Readonly<Record<string, string>>, sizes: readonly number[] = [5_000]) {
  made = await makeWarehouse(files);
  await made.build();
  const instance = await DuckDBInstance.create(made.warehouse);
  const connection = await instance.connect();
  try {
    await makeScoring(connection);
    await runQuery(connection);
    const found: unknown[] = [];
    for (const [turn, size] of sizes.entries()) {
      await connection.run("create or replace table counted as from by_query limit 0");
      expect(await countMoves(connection, "main.counted", { threads: turn * 2, size })).toBe(true);
      for (const [one, other] of [
        ["counted", "by_query"],
        ["by_query", "counted"],
      ]) {
        const rows = await connection.runAndReadAll(
          `from ${one} except all from ${other} order by all limit 3`,
        );
        found.push(...rows.getRowsJson());
      }
    }
    const [counts] = (
      await connection.runAndReadAll(
        `select count(*)::integer, count(distinct (model, reason))::integer,
          (select count(*) from (from customers.moves except all from by_query))::integer
         from by_query`,
      )
    ).getRows();
    return { found, rows: Number(counts?.[0]), kinds: Number(counts?.[1]), unlike: Number(counts?.[2]) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function runQuery(connection: DuckDBConnection): Promise<void> {
  const sql = await query();
  const driving = await connection.runAndReadAll("from customers.comparisons order by all");
  for (const [index, row] of driving.getRowObjects().entries()) {
    const values = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, literal(value)]));
    const into = index === 0 ? "create table by_query as" : "insert into by_query";
    const model = { file: "moves.sql", forEach: "customers.comparisons", sql };
    await connection.run(`${into} (\n${withValues(model, values)}\n)`);
  }
}

// All reasons but the stages' drift, which they have not.
const KINDS = 11;

test("the sample, in one thread and in two, in blocks that end anywhere", async () => {
  const privacy = await readFile(join(root, "sql/thresholds/privacy.sql"), "utf8");
  const result = await differences({ "thresholds/privacy.sql": privacy }, [1_000_000, 7_001]);
  expect(result).toMatchObject({ found: [], kinds: KINDS, unlike: 0 });
  expect(result.rows).toBeGreaterThan(10_000);
}, 120_000);

test("segments with shared levels, on a scale of their own by revenue per order", async () => {
  const result = await differences({
    "thresholds/segment_preset.sql":
      "-- One row: the preset in force.\n-- grain: preset\nselect 'pymc5' as preset\n",
  });
  expect(result).toMatchObject({ found: [], kinds: KINDS, unlike: 0 });
}, 120_000);

test("another pyramid, and windows that begin with the fiscal year", async () => {
  const result = await differences({
    "thresholds/pyramid.sql":
      "-- One row: the pyramid in force.\n-- grain: definition\nselect 'zeithaml' as definition\n",
    "thresholds/fiscal_year.sql":
      "-- One row: from July on.\n-- grain: first_month\nselect 7 as first_month, true as is_window\n",
  });
  expect(result).toMatchObject({ found: [], kinds: KINDS, unlike: 0 });
}, 120_000);

/** Thirty months of orders that grow and shrink, of 60 customers, with amounts times `factor`. */
const orders = (factor: string) => `-- One row per order.
select
    100 * month + customer as order_id,
    customer as customer_id,
    (date '2025-12-20' - to_months(month::integer))::date as ordered_at,
    ((1 + (7 * customer + month * month) % 11) * ${factor})::decimal(18, 2) as amount,
from range(30) as months (month)
cross join range(60) as customers (customer)
where (customer * month) % 5 < 3
`;

test("amounts of which numbers can't hold sums exactly are counted by the query", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders("123456789012.34") });
  await made.build();
  const instance = await DuckDBInstance.create(made.warehouse);
  const connection = await instance.connect();
  try {
    await connection.run("create table counted as from customers.moves limit 0");
    expect(await countMoves(connection, "main.counted")).toBe(false);
    expect((await connection.runAndReadAll("from counted")).getRows()).toEqual([]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  const big = await made.rows(SUMMARY("123456789012.34"));
  await made.remove();
  made = await makeWarehouse({ "sources/orders.sql": orders("1") });
  await made.build();
  expect(big).toEqual(await made.rows(SUMMARY("1")));
}, 60_000);

const SUMMARY = (factor: string) =>
  `select model, from_place, to_place, from_number, to_number, reason, customers::integer, round(revenue_after / ${factor})::integer
   from customers.moves order by all`;

test("an overlay's own moves are run as they are", async () => {
  const own = (await readFile(join(root, "sql/customers/customer_moves.sql"), "utf8")).replace(
    "stage_reason_of(before >> 15 & 31, after >> 15 & 31, still_stage)",
    "case when before >> 15 & 31 = after >> 15 & 31 then 0 else 2 end",
  );
  made = await makeWarehouse({ "sources/orders.sql": orders("1"), "customers/customer_moves.sql": own });
  await made.build();
  expect(
    await made.rows("select distinct reason from customers.moves where model = 'lifecycle_stage'"),
  ).toEqual([[2]]);
}, 60_000);

test("an edit recounts the models that hang on it, and comes to what a build from nothing comes to", async () => {
  const edits: [string, (text: string) => string, string[]][] = [
    [
      "pyramid",
      (text) => text.replace("'curry'", "'zeithaml'"),
      ["lifecycle_stage", "score_tier", "segment"],
    ],
    [
      "lifecycle_limits",
      (text) => text.replace("90 as new_within_days", "60 as new_within_days"),
      ["pyramid_level", "score_tier", "segment"],
    ],
    [
      "segment_preset",
      (text) => text.replace("'rf10'", "'eight'"),
      ["lifecycle_stage", "pyramid_level", "score_tier"],
    ],
    [
      "rfm_cuts/rfm",
      (text) => text.replace("'monetary', 'quantile', 5, 0.8", "'monetary', 'quantile', 5, 0.7"),
      ["lifecycle_stage", "pyramid_level"],
    ],
    ["calendar", (text) => text.replace("365 as window_days", "180 as window_days"), []],
  ];
  made = await makeWarehouse({ "sources/orders.sql": orders("1") });
  await made.build();
  for (const [name, edit, kept] of edits) {
    // Rows that count for nothing, and are there still where a model was not counted again.
    const { connection, instance } = await openWarehouse(made.warehouse, { readOnly: false });
    await connection.run(
      `insert into customers.moves
       select distinct on (model) * replace (0 as customers, 0 as revenue_before, 0 as revenue_after)
       from customers.moves`,
    );
    connection.closeSync();
    instance.closeSync();
    const shipped = await readFile(join(root, `sql/thresholds/${name}.sql`), "utf8");
    expect(edit(shipped)).not.toBe(shipped);
    await made.write({ [`thresholds/${name}.sql`]: edit(shipped) });
    await made.build();
    expect(
      await made.rows("select distinct model from customers.moves where customers = 0 order by 1"),
    ).toEqual(kept.map((model) => [model]));
    const fresh = await makeWarehouse({}, made.overlay);
    await fresh.build();
    const rows = "from customers.moves where customers > 0 order by all";
    expect(await made.rows(rows), name).toEqual(await fresh.rows(rows));
    await fresh.remove();
  }
}, 120_000);
