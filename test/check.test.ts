import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { textOf } from "../loaders/messages.ts";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

const orders = (rejected: number) => `-- One row per order.
select
    n as order_id,
    case when n < ${rejected} then null else n % 40 end as customer_id,
    '2025-12-31' as ordered_at,
    n as amount
from range(1500) as rows (n)
`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

function check(...options: string[]) {
  const command = ["--import", "tsx", join(root, "loaders/commands/check.ts"), ...options];
  return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
}

test("prints what was accepted and rejected, and every check, and ends with 0", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(15) });
  const { stdout, status } = check("--overlay", made.overlay, "--warehouse", made.warehouse);
  expect(stdout).toContain(`
  source   read  accepted  rejected  first day   last day
  ──────  ─────  ────────  ────────  ──────────  ──────────
  orders  1,500     1,485        15  2025-12-31  2025-12-31
  Without rows: campaign_members, customers, exchange_rates, interactions, marketing_costs, points

  source  why rejected    rows  for example
  ──────  ──────────────  ────  ────────────────────────────────────────────────────────────
  orders  No customer id    15  {"order_id":0,"customer_id":null,"ordered_at":"2025-12-31",…
`);
  expect(stdout).toContain(`
  segment preset   combinations  unnamed in source  segments  ranks  covered  unambiguous  reachable  monotone
  ───────────────  ────────────  ─────────────────  ────────  ─────  ───────  ───────────  ─────────  ────────
  rf10 (in force)           125                  0        10     10  ✓        ✓            ✓          ✓
  eight                       8                  0         8      8  ✓        ✓            ✓          ✓
  klaviyo6                   27                  0         6      5  ✓        ✓            ✓          ✓
  pymc5                      64                 18         5      4  ✓        ✓            ✓          ✓
  r_rfm10                   125                 10        10      5  ✓        ✓            ✓          ✓
  rules                      32                  0         4      4  ✓        ✓            ✓          ✓
  shopify11                 125                  0        10     10  ✓        ✓            ✓          ✓
`);
  const names = readdirSync(join(root, "sql/checks")).map((file) => file.replace(".sql", ""));
  for (const name of names) expect(stdout).toMatch(new RegExp(`✓ .*\\(${name}\\)`));
  expect(stdout).toContain(`All ${names.length} checks hold.`);
  expect(status).toBe(0);
  expect(existsSync(made.warehouse)).toBe(true);

  const again = check("--overlay", made.overlay, "--warehouse", made.warehouse);
  expect(again.stdout).toBe(stdout);
});

test("goes on after a check that fails, ends with 1, and keeps nothing", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(150) });
  const { stdout, status } = check("--overlay", made.overlay, "--warehouse", made.warehouse);
  expect(stdout).toMatch(/orders +1,500 +1,350 +150/);
  expect(stdout).toContain(`  ✗ ${textOf("en", "check", "few_rows_were_rejected")}`);
  expect(stdout).toContain(
    "      Error: 150 of 1500 rows of orders were rejected (10.0%), more than the 5.0% that most_rejected_share allows",
  );
  expect(stdout).toMatch(/✓ .*\(tier_migration_adds_up\)/);
  expect(stdout).toMatch(/1 of \d+ checks failed\./);
  expect(status).toBe(1);
  expect(existsSync(made.warehouse)).toBe(false);
});

test("when all orders are rejected it still says why", async () => {
  made = await makeWarehouse({ "sources/orders.sql": orders(1500) });
  const { stdout, status } = check("--overlay", made.overlay, "--warehouse", made.warehouse);
  expect(stdout).toMatch(/orders +1,500 +0 +1,500/);
  expect(stdout).toContain("Error: none of the 1500 rows of orders could be accepted");
  expect(status).toBe(1);
});

test("stops at a threshold that can't be followed", async () => {
  made = await makeWarehouse({
    "sources/orders.sql": orders(0),
    "thresholds/pyramid.sql": "-- One row: the pyramid in force.\nselect 'cheops' as definition\n",
  });
  const { stdout, status } = check("--overlay", made.overlay, "--warehouse", made.warehouse);
  expect(stdout).toContain('Error: there is no pyramid "cheops"');
  expect(stdout).toContain("do: mend these rows and run again; nothing was published");
  expect(status).toBe(1);
});

test("passes on a mistake that is no check's", async () => {
  made = await makeWarehouse({
    "sources/orders.sql": "-- One row per order.\nselect 1 as order_id,, 2 as amount\n",
  });
  const { stdout, stderr, status } = check("--overlay", made.overlay, "--warehouse", made.warehouse);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/Error: syntax error at or near ","\n {3}in: .*sources\/orders.sql:2\n/);
  expect(status).toBe(1);
});

test("has help", () => {
  const { stdout, status } = check("--help");
  expect(stdout).toContain("Usage: npm run check -- [options]");
  expect(status).toBe(0);
});
