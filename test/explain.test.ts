import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./warehouse/build.ts";

// The case's customers are worked out by hand in its expected/marts.move_reasons.csv.
const folder = mkdtempSync(join(tmpdir(), "tierboard-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function explain(...options: string[]) {
  const command = ["--import", "tsx", join(root, "loaders/commands/explain.ts"), ...options];
  const own = [
    "--overlay",
    join(root, "test/cases/reasons_of_moves"),
    "--warehouse",
    join(folder, "w.duckdb"),
  ];
  return spawnSync(process.execPath, [...command, ...own], { cwd: root, encoding: "utf8" });
}

test("a customer's history, with the reason of each move and the orders behind it", () => {
  const { stdout, status } = explain("too late");
  expect(status).toBe(0);
  expect(stdout).toContain("Customer too late: first sale on 2024-12-10.");
  expect(stdout).toMatch(/2025-11-30 +29 +3 +30\.00 +2 2 1 +Potential/);
  expect(stdout).toMatch(/2025-12-31 +16 +2 +20\.00 +2 1 1 +General/);
  const last = stdout.slice(stdout.indexOf("2025-12-31, since 2025-11-30"));
  expect(last).toMatch(/score tier: Potential → General {2}\(time:/);
  expect(last).toContain("orders since: 11 on 2025-12-15 (10.00)");
  expect(last).toContain("left the window: 8 on 2024-12-10 (10.00), 9 on 2024-12-12 (10.00)");
});

test("a move that only the cut points made shows where they were and where they are", () => {
  const { stdout, status } = explain("drifts", "--format", "json");
  expect(status).toBe(0);
  const history = JSON.parse(stdout);
  expect(history).toMatchObject({ customer_id: "drifts", currency: "USD", first_ordered_on: "2025-11-25" });
  const [before, after] = history.snapshots.slice(-2);
  expect(before).toMatchObject({ as_of: "2025-11-30", monetary: 500, r_score: 2, f_score: 1, m_score: 2 });
  expect(after).toMatchObject({
    as_of: "2025-12-31",
    recency_days: 36,
    monetary: 500,
    m_score: 1,
    orders: [],
  });
  expect(after.moves).toContainEqual({
    model: "score_tier",
    from: "potential",
    to: "general",
    reason: "threshold_drift",
    cut_points: [{ measure: "monetary", score: 2, before: 205, after: 1838.3334 }],
  });
});

test("an unknown id is told with those that are nearest", () => {
  const { stderr, status } = explain("too l8");
  expect(status).toBe(1);
  expect(stderr).toContain('Error: there is no customer "too l8"');
  expect(stderr).toContain('the nearest are "too late"');
  expect(stderr).not.toMatch(/ at .*\.ts:/);
});

test("under a tier policy it tells what is awarded, and why that moves", () => {
  // Worked out by hand in the case's expected/customers.snapshots.csv.
  const own = [
    "--overlay",
    join(root, "test/cases/tier_policy_order"),
    "--warehouse",
    join(folder, "policy.duckdb"),
  ];
  const command = ["--import", "tsx", join(root, "loaders/commands/explain.ts")];
  const explained = (customer: string) =>
    spawnSync(process.execPath, [...command, customer, ...own], { cwd: root, encoding: "utf8" }).stdout;
  const all = explained("all");
  expect(all).toMatch(/2025-04-30 .+ Dormant +Top/);
  expect(all).toContain("awarded tier: Potential → Top  (qualified:");
  expect(all).toContain("awarded tier: Top → Potential  (lost:");
  expect(explained("refunded")).toContain("awarded tier: Top → Potential  (refund:");
});
