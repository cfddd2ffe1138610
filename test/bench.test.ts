import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { benchWarehouse, benchWarehouseFile, type WarehouseBench } from "../loaders/bench/bench_warehouse.ts";
import { reportWarehouse } from "../loaders/bench/report_warehouse.ts";

const dir = mkdtempSync(join(tmpdir(), "tierboard-bench-test-"));
const edits = ["score_tiers", "rfm_cuts/rfm"];
let bench: WarehouseBench;

beforeAll(async () => {
  bench = await benchWarehouse({ root: ".", dir, orders: 1000, customers: 100, memory: "1GB", edits });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("the bench reads about as many orders as asked, of as many customers, at 24 snapshots", () => {
  expect(bench.rows).toBeGreaterThan(500);
  expect(bench.rows).toBeLessThan(2000);
  expect(bench.customers).toBe(100);
  expect(bench.snapshots).toBe(24);
});

test("the full build runs every model, marts too, and keeps none", () => {
  const ran = bench.build.ran.map(({ name }) => name);
  expect(bench.build.kept).toEqual([]);
  for (const file of readdirSync("sql/marts")) expect(ran).toContain(`marts.${file.replace(".sql", "")}`);
});

test("after an edit of a threshold, what does not hang on it is kept", () => {
  expect(bench.rebuilds.map(({ threshold }) => threshold)).toEqual(edits);
  for (const { threshold, ran, kept } of bench.rebuilds) {
    expect(ran.length + kept.length).toBe(bench.build.ran.length);
    expect(ran.map(({ name }) => name)).toContain(`thresholds.${threshold}`);
    expect(kept).toContain("staging.sales");
  }
  for (const { seconds, firstSeconds } of bench.rebuilds) {
    expect(firstSeconds).toBeGreaterThan(0);
    expect(firstSeconds).toBeLessThan(seconds);
  }
});

test("the report names every edit and each figure's bar; only the orders stay", () => {
  const report = reportWarehouse(bench, 2);
  for (const { threshold, page } of bench.rebuilds) {
    expect(report).toMatch(new RegExp(`after an edit of ${threshold}, all of it +\\d+ % +33 % +[✓✗]`));
    expect(report).toMatch(
      new RegExp(`after an edit of ${threshold}, first numbers on ${page} +\\d+ % +33 % +[✓✗]`),
    );
  }
  expect(report).toMatch(/warehouse, times the floor +\d+\.\d× +20\.0× +[✓✗]/);
  expect(report).toMatch(/peak memory +\d\.\d\d GB +6\.00 GB +[✓✗]/);
  expect(existsSync(benchWarehouseFile(dir))).toBe(false);
  expect(readdirSync(dir)).toEqual(["orders-1000-100.parquet"]);
});
