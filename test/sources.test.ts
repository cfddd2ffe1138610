import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "../loaders/contract.ts";
import { makeSample } from "../loaders/sample.ts";

const root = resolve(import.meta.dirname, "..");

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  await makeSample({ root });
  instance = await DuckDBInstance.create(":memory:", {
    file_search_path: root,
  });
  connection = await instance.connect();
}, 60_000);

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

test.each(Object.entries(contract))("%s has the contract's columns and rows", async (table, columns) => {
  const sql = await readFile(join(root, `sql/sources/${table}.sql`), "utf8");
  expect(sql).toMatch(/^-- One row per /);
  const result = await connection.runAndReadAll(sql);
  expect(result.deduplicatedColumnNames()).toEqual(columns.map(({ name }) => name));
  expect(result.currentRowCount).toBeGreaterThan(200);
});

test("text files are passed on as text", async () => {
  for (const table of ["orders", "customers", "campaign_members", "marketing_costs", "exchange_rates"]) {
    const sql = await readFile(join(root, `sql/sources/${table}.sql`), "utf8");
    const result = await connection.runAndReadUntil(sql, 1);
    expect([...new Set(result.columnTypes().map(String))], table).toEqual(["VARCHAR"]);
  }
});
