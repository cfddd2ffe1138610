import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { readMarts } from "../export.ts";
import { martsOf, readPage } from "../page.ts";
import { type Progress, silentProgress } from "../progress.ts";
import { upstream } from "../sql/graph.ts";
import type { Early } from "../sql/run_models.ts";
import { type BuildOptions, type BuildResult, buildWarehouse, openWarehouse } from "../warehouse.ts";
import { makeOrders } from "./make_orders.ts";
import { type Cost, meter, middle } from "./meter.ts";
import { EDITS, editThreshold, writeOverlay } from "./overlay.ts";

export interface BenchOptions {
  /** The project's folder, which holds `sql/`. */
  root: string;
  /** The folder for the orders and the warehouse. */
  dir: string;
  orders: number;
  customers: number;
  /** DuckDB's memory limit, such as "5GB". */
  memory: string;
  /** Leaves the warehouse there, for `bench site --big`. */
  keep?: boolean;
  /** Which of `EDITS` to make, one after the other; all unless given. */
  edits?: readonly string[];
  progress?: Progress;
  /** Makes the Parquet file unless it is there; in a process of its own it does not count as this one's memory. */
  generate?: typeof makeOrders;
}

export interface WarehouseBench {
  rows: number;
  customers: number;
  snapshots: number;
  /** The bare `group by`, the middle one of three. */
  floor: Cost;
  build: Cost & BuildResult;
  /** What building again took after each edit of a threshold. */
  rebuilds: Rebuild[];
  /** The process's largest resident memory in bytes, all the above included. */
  peakMemory: number;
}

export interface Rebuild extends Cost, BuildResult {
  threshold: string;
  /** The page that is open in the preview. */
  page: string;
  /** Until there was what that page shows first. */
  firstSeconds: number;
}

const FLOOR = "select customer_id, max(ordered_at), count(*), sum(amount)";

/** The orders that a benchmark of this size reads, in `dir`. */
export function ordersFile({ dir, orders, customers }: Pick<BenchOptions, "dir" | "orders" | "customers">) {
  return join(dir, `orders-${orders}-${customers}.parquet`);
}

/** The warehouse that a benchmark leaves when told to keep it. */
export function benchWarehouseFile(dir: string): string {
  return join(dir, "warehouse.duckdb");
}

/** Times the floor, the whole warehouse, and building again after edits of thresholds, all in this process. */
export async function benchWarehouse(options: BenchOptions): Promise<WarehouseBench> {
  const { root, dir, memory, keep = false, progress = silentProgress, generate = makeOrders } = options;
  mkdirSync(dir, { recursive: true });
  const parquet = ordersFile(options);
  if (!existsSync(parquet)) {
    const step = progress.step("orders");
    await generate(parquet, options);
    step.done(parquet);
  }
  const { rows, customers, floor } = await timeFloor(parquet, memory, progress);
  const warehouse = benchWarehouseFile(dir);
  const overlay = mkdtempSync(join(dir, "overlay-"));
  const build = async (name: string, early: BuildOptions["early"] = []) => {
    const step = progress.step(name);
    const { cost, result } = await meter(() => buildWarehouse({ root, overlay, warehouse, memory, early }));
    step.done(`${result.ran.length} models`);
    return { ...cost, ...result };
  };
  rmSync(warehouse, { force: true });
  let isWhole = false;
  try {
    writeOverlay(overlay, parquet);
    const whole = await build("warehouse");
    const snapshots = await countSnapshots(warehouse);
    const rebuilds: WarehouseBench["rebuilds"] = [];
    for (const threshold of options.edits ?? Object.keys(EDITS)) {
      editThreshold(overlay, root, threshold);
      const page = EDITS[threshold]?.page ?? "index";
      const [marts = []] = martsOf(readPage(join(root, "src"), page, "en"));
      const start = performance.now();
      let firstSeconds = 0;
      const look: Early = {
        choose: (nodes) => upstream(nodes, marts),
        use: async (connection) => {
          await readMarts(connection, new Set(marts));
          firstSeconds = (performance.now() - start) / 1000;
        },
      };
      const rebuild = await build(`after ${threshold}`, [look]);
      rebuilds.push({ threshold, page, firstSeconds, ...rebuild });
    }
    isWhole = true;
    const peakMemory = process.resourceUsage().maxRSS * 1024;
    return { rows, customers, snapshots, floor, build: whole, rebuilds, peakMemory };
  } finally {
    rmSync(overlay, { recursive: true, force: true });
    if (!keep || !isWhole) rmSync(warehouse, { force: true });
  }
}

async function timeFloor(
  parquet: string,
  memory: string,
  progress: Progress,
): Promise<{ rows: number; customers: number; floor: Cost }> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: memory });
  const connection = await instance.connect();
  try {
    const from = `from read_parquet('${parquet.replaceAll("'", "''")}')`;
    const counted = await connection.runAndReadAll(`select count(*), count(distinct customer_id) ${from}`);
    const step = progress.step("floor", 3);
    const costs: Cost[] = [];
    for (let time = 0; time < 3; ++time) {
      const { cost } = await meter(() => connection.run(`${FLOOR} ${from} group by customer_id`));
      costs.push(cost);
      step.advance();
    }
    step.done();
    const [rows, customers] = (counted.getRows()[0] ?? []).map(Number);
    return { rows: rows ?? 0, customers: customers ?? 0, floor: middle(costs, ({ seconds }) => seconds) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function countSnapshots(warehouse: string): Promise<number> {
  const { instance, connection } = await openWarehouse(warehouse);
  try {
    const counted = await connection.runAndReadAll("select count(*) from customers.calendar");
    return Number(counted.getRows()[0]?.[0]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
