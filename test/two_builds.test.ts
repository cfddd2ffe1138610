import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeWarehouse, root, type TestWarehouse, withWarehouse } from "./warehouse/build.ts";

const orders = (count: number) => `-- One row per order.
select
    n as order_id,
    n % 997 as customer_id,
    date '2024-01-01' + (n * 31 % 700)::integer as ordered_at,
    n % 90 as amount
from range(${count}) as rows (n)
`;

const CUSTOMERS = "select count(*)::integer from staging.customers";

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

interface Ended {
  code: number | null;
  signal: string | null;
  text: string;
}

/** Builds in a process of its own; `limit` is a shell command before it; `onOutput` sees what it says so far. */
function buildApart(
  { overlay, warehouse }: TestWarehouse,
  { limit = "true", onOutput }: { limit?: string; onOutput?: (text: string, kill: () => void) => void } = {},
): Promise<Ended> {
  const script = join(root, "test/warehouse/build_apart.ts");
  const command = `${limit}; exec "${process.execPath}" --import tsx "${script}" "${overlay}" "${warehouse}"`;
  const child = spawn("sh", ["-c", command], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const hear = (chunk: Buffer) => {
    text += chunk;
    onOutput?.(text, () => child.kill("SIGKILL"));
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, text })));
}

test("a killed build leaves the old warehouse, and the next one works", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(2000) });
  await made.build();
  await made.write({ "sources/orders.sql": orders(600) });
  const { signal } = await buildApart(made, {
    onOutput: (text, kill) => {
      if (text.includes("customers ")) kill();
    },
  });
  expect(signal).toBe("SIGKILL");
  expect(await made.rows(CUSTOMERS)).toEqual([[997]]);
  await made.build();
  expect(await made.rows(CUSTOMERS)).toEqual([[600]]);
});

test("a first build that is killed leaves no warehouse, and the next one clears up", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(2000) });
  const { signal } = await buildApart(made, {
    onOutput: (text, kill) => {
      if (text.includes("customers ")) kill();
    },
  });
  expect(signal).toBe("SIGKILL");
  expect(existsSync(made.warehouse)).toBe(false);
  await made.build();
  expect(readdirSync(made.folder).sort()).toEqual(["overlay", "warehouse.duckdb"]);
});

test("a full disk leaves the old warehouse and says so", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(2000) });
  await made.build();
  await made.write({ "sources/orders.sql": orders(400_000) });
  // A file may not grow beyond 8 MB, which to a program is the same as a full disk.
  const { code, text } = await buildApart(made, { limit: "ulimit -f 16384" });
  expect(text).toMatch(/Error: the disk is full, or a file can't grow further: /);
  expect(text).toContain("do: make room and run again; the last good warehouse and site are as they were");
  expect(code).toBe(1);
  expect(await made.rows(CUSTOMERS)).toEqual([[997]]);
  await made.write({ "sources/orders.sql": orders(500) });
  await made.build();
  expect(await made.rows(CUSTOMERS)).toEqual([[500]]);
});

test("a second build of the same warehouse is refused while the first goes on", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(2000) });
  await made.build();
  const { build, buildError, warehouse, write } = made;
  const refusal = new RegExp(
    `^Error: the warehouse ${warehouse} is in use by another build or program\n {3}do: wait for it to end`,
  );
  // Another process, here one that reads.
  await withWarehouse(warehouse, async () => {
    const { code, text } = await buildApart({ ...made } as TestWarehouse);
    expect(text.trim()).toMatch(refusal);
    expect(code).toBe(1);
  });
  // The same process.
  await write({ "sources/orders.sql": orders(500) });
  const [first, second] = await Promise.all([build(), buildError()]);
  expect(first.ran.length).toBeGreaterThan(10);
  expect(second).toMatch(refusal);
  expect(await made.rows(CUSTOMERS)).toEqual([[500]]);
});

test("two first builds in two processes both work", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(500) });
  const ended = await Promise.all([buildApart(made), buildApart(made)]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  expect(await made.rows(CUSTOMERS)).toEqual([[500]]);
  expect(readdirSync(made.folder).sort()).toEqual(["overlay", "warehouse.duckdb"]);
});

test("a warehouse that is no DuckDB file is not overwritten", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(10) });
  writeFileSync(made.warehouse, "these are my notes\n".repeat(1000));
  expect(await made.buildError()).toMatch(
    /^Error: the warehouse .* can't be opened: .*\n {3}do: it is made anew/,
  );
});
