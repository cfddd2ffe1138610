import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserError } from "../loaders/errors.ts";
import type { Plan } from "../loaders/plan/plan.ts";
import { type Company, fixedCuts, makeCompany, ORDERS, removeCompanies, threshold } from "./plan/company.ts";

let published: Company;

beforeAll(async () => {
  published = makeCompany({ "sources/orders.sql": ORDERS, "thresholds/rfm_cuts/rfm.sql": fixedCuts() });
  await published.publish();
});

afterAll(removeCompanies);

const CALENDAR_FILE = "thresholds/calendar.sql";
const LATER_R4 = { "thresholds/rfm_cuts/rfm.sql": fixedCuts({ r4: 14 }) };

function changed(files: Readonly<Record<string, string | null>>): Company {
  const company = published.copy();
  company.write(files);
  return company;
}

const modelOf = ({ models }: Plan, name: string) => {
  const found = models.find(({ model }) => model === name);
  if (!found) throw new Error(`the plan has no ${name}`);
  return found;
};

const movesOf = (plan: Plan) =>
  plan.models.flatMap(({ model, moves }) =>
    moves.map(({ from, to, customers }) => [model, from, to, customers]),
  );

test("nothing changed: no file, no figure", async () => {
  const plan = await published.plan();
  expect(plan).toMatchObject({
    changes: false,
    publishable: true,
    files: [],
    checks: [],
    figures: [],
    sources: [],
  });
  expect(plan.against).toMatchObject({ kind: "site", place: published.out, shares_overlay: false });
  expect(movesOf(plan)).toEqual([]);
});

test("a cut point moves just the customers beyond it", async () => {
  const plan = await changed(LATER_R4).plan();
  expect(plan.changes).toBe(true);
  // 6 customers of 15 days ago fall from R4 to R3: from 6 points to 5.
  expect(movesOf(plan)).toEqual([
    ["score_tier", "general", "dormant", 6],
    ["segment", "promising", "about_to_sleep", 6],
  ]);
  const tiers = modelOf(plan, "score_tier");
  expect(tiers.customers).toEqual({ moved: 6, stayed: 15, entered: 0, left: 0 });
  expect(tiers.tiers).toEqual([
    { tier: "top", customers: { before: 8, after: 8 }, revenue: { before: 8000, after: 8000 } },
    { tier: "potential", customers: { before: 0, after: 0 }, revenue: { before: 0, after: 0 } },
    { tier: "general", customers: { before: 6, after: 0 }, revenue: { before: 600, after: 0 } },
    { tier: "dormant", customers: { before: 7, after: 13 }, revenue: { before: 1750, after: 2350 } },
  ]);
  expect(tiers.segments).toEqual([{ segment: "promising", moved: 6, stayed: 0, revenue: 600 }]);
  expect(tiers.limits.filter(({ value }) => value.before !== value.after)).toEqual([
    { measure: "recency", part: "4", value: { before: 20, after: 14 } },
  ]);
  expect(plan.files).toMatchObject([
    { kind: "changed", of: "sql", model: "thresholds.rfm_cuts/rfm", effects: { score_tier: 5, segment: 5 } },
  ]);
  expect(plan.figures).toContain("marts.tier_sizes");
  expect(plan.left_to_build).toEqual(
    expect.arrayContaining([
      "checks.tier_migration_adds_up",
      "checks.tier_flows_add_up",
      "marts.move_reasons",
    ]),
  );
});

test("another wording changes nothing", async () => {
  const plan = await changed({ "thresholds/rfm_cuts/rfm.sql": `${fixedCuts()}-- That is all.\n` }).plan();
  expect(plan).toMatchObject({ changes: false, files: [] });
});

test("it compares with what is published, though the warehouse has moved on", async () => {
  const company = changed(LATER_R4);
  await company.build();
  expect(movesOf(await company.plan())).toHaveLength(2);
  rmSync(company.warehouse);
  expect(movesOf(await company.plan())).toHaveLength(2);
});

test("neither the warehouse nor the site nor its record is touched, and nothing is left behind", async () => {
  const company = changed(LATER_R4);
  const files = () =>
    readdirSync(company.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [file, createHash("sha256").update(readFileSync(file)).digest("hex")]);
  const before = files();
  await company.plan();
  await company.plan({ against: join(company.folder, "overlay") });
  expect(files()).toEqual(before);
});

test("of several files each is told what it did", async () => {
  const plan = await changed({
    ...LATER_R4,
    "thresholds/privacy.sql": threshold("privacy", { "5 as smallest": "2 as smallest" }),
    "thresholds/lifecycle_limits.sql": threshold("lifecycle_limits", {
      "90 as new_within_days": "10 as new_within_days",
    }),
  }).plan();
  const effects = Object.fromEntries(plan.files.map(({ model, effects }) => [model, effects]));
  expect(effects).toEqual({
    "thresholds.rfm_cuts/rfm": { score_tier: 5, segment: 5 },
    // The 6 of 15 days ago and the 7 of 35, of whom none has grown or come back.
    "thresholds.lifecycle_limits": { lifecycle_stage: 15 },
    "thresholds.privacy": {},
  });
  expect(movesOf(plan)).toContainEqual(["lifecycle_stage", "new", "growing", 13]);
});

test("a change that works only with another has no effect of its own", async () => {
  const plan = await changed({
    "thresholds/segment_preset.sql":
      "-- One row: the preset in force.\n-- grain: preset\nselect 'mine' as preset\n",
    "thresholds/segments/mine.sql": threshold("segments/rf10", { "'promising', 5,": "'recent', 5," }),
  }).plan();
  expect(movesOf(plan)).toEqual([["segment", "promising", "recent", 6]]);
  const effects = Object.fromEntries(plan.files.map(({ model, effects }) => [model, effects]));
  expect(effects).toEqual({
    // Without it the new preset is there all the same, and not in force.
    "thresholds.segment_preset": { segment: 5 },
    // Without it the preset in force is none.
    "thresholds.segments/mine": null,
  });
});

test("data: rows added, and the day moves", async () => {
  const company = makeCompany();
  const file = join(company.overlay, "orders.csv");
  const lines = Array.from({ length: 12 }, (_, index) => `${index},c${index % 6},2025-11-30,100`);
  const csv = (rows: string[]) => `order_id,customer_id,ordered_at,amount\n${rows.join("\n")}\n`;
  company.write({
    "orders.csv": csv(lines),
    "sources/orders.sql": `-- One row per order.\nfrom read_csv('${file}', all_varchar = true)\n`,
    "thresholds/rfm_cuts/rfm.sql": fixedCuts(),
  });
  await company.publish();

  company.write({ "orders.csv": csv(lines) });
  const again = await company.plan();
  expect(again.changes).toBe(false);
  expect(again.files).toEqual([
    { file, kind: "rewritten", of: "data", model: "sources.orders", effects: {} },
  ]);

  const more = Array.from({ length: 5 }, (_, index) => `n${index},new${index},2025-12-31,100`);
  company.write({ "orders.csv": csv([...lines, ...more]), ...LATER_R4 });
  const plan = await company.plan();
  expect(plan.as_of).toEqual({ before: "2025-11-30", after: "2025-12-31" });
  expect(plan.sources).toEqual([
    {
      source: "orders",
      read: { before: 12, after: 17 },
      accepted: { before: 12, after: 17 },
      rejected: { before: 0, after: 0 },
    },
  ]);
  // R5 F2 M2 is 9 points; a month later, 31 days ago, it is R2: 6.
  expect(movesOf(plan).filter(([model]) => model === "score_tier")).toEqual([
    ["score_tier", "potential", "general", 6],
    ["score_tier", "entered", "general", 5],
  ]);
  expect(modelOf(plan, "score_tier").customers).toEqual({ moved: 6, stayed: 0, entered: 5, left: 0 });
  const effects = Object.fromEntries(plan.files.map(({ of, effects }) => [of, effects?.score_tier]));
  expect(effects).toEqual({ data: 10, sql: undefined });
}, 300_000);

test("a check that would fail: where, and what to do; the rest is compared all the same", async () => {
  const company = changed({
    "sources/orders.sql": `${ORDERS}union all\nselect null, null, null, 1 from range(30)\n`,
    ...LATER_R4,
  });
  const plan = await company.plan();
  expect(plan).toMatchObject({ changes: true, publishable: false });
  expect(plan.checks).toEqual([
    {
      check: "few_rows_were_rejected",
      says: "No source has more rejected rows than the calendar allows.",
      severity: "error",
      is_known: false,
      rows: 1,
      problem:
        "30 of 83 rows of orders were rejected (36.1%), more than the 5.0% that most_rejected_share allows",
      file: join(company.overlay, "sources/orders.sql"),
      line: null,
      fix: expect.stringContaining("mend the mapping"),
    },
  ]);
  expect(movesOf(plan)).toContainEqual(["score_tier", "general", "dormant", 6]);
});

test("thresholds that can't be followed are told with their line, and nothing is compared", async () => {
  const company = changed({
    "thresholds/score_tiers.sql": threshold("score_tiers", { "'top', 1, 12": "'top', 1, 11" }),
  });
  const plan = await company.plan();
  expect(plan).toMatchObject({ changes: true, publishable: false, models: [] });
  expect(plan.checks).toMatchObject([
    {
      check: "score_tiers_share_the_totals",
      file: join(company.overlay, "thresholds/score_tiers.sql"),
      line: 10,
    },
  ]);
});

test("broken SQL is an error with file and line", async () => {
  const company = changed({
    "marts/tier_sizes.sql": "-- One row.\nselect\n    nothing\nfrom marts.tier_flows\n",
  });
  await expect(company.plan()).rejects.toMatchObject({
    name: "UserError",
    place: { file: join(company.overlay, "marts/tier_sizes.sql"), line: 3 },
  } satisfies Partial<UserError>);
});

test("what compares snapshots is looked at when it is changed itself, or on demand", async () => {
  const mart =
    "-- One row per tier.\n-- grain: tier\nselect to_tier as tier, max(customers) as most from marts.tier_migration group by all\n";
  const plan = await changed({ "marts/mine.sql": mart }).plan();
  expect(plan.figures).toEqual(["marts.mine"]);
  expect(plan).toMatchObject({ changes: true, left_to_build: [] });
  expect(plan.files).toMatchObject([{ kind: "added", model: "marts.mine", effects: {} }]);
  const full = await changed(LATER_R4).plan({ isFull: true });
  expect(full.left_to_build).toEqual([]);
  expect(full.figures).toContain("marts.tier_migration");
});

test("a decision that moves nobody is a change all the same", async () => {
  const plan = await changed({
    [CALENDAR_FILE]: threshold("calendar", { "24 as snapshots": "12 as snapshots" }),
  }).plan();
  expect(plan.changes).toBe(true);
  expect(movesOf(plan)).toEqual([]);
  expect(plan.figures).toContain("thresholds.calendar");
});

test("a tier policy: who keeps a tier, and the rules that change", async () => {
  const company = changed({
    "thresholds/tier_policy.sql": threshold("tier_policy", { "('general', 0, 0": "('general', 0, 3" }),
  });
  const plan = await company.plan();
  // 7 customers who were general at the end of November are dormant now, 35 days after their order.
  expect(movesOf(plan)).toEqual([["awarded_tier", "dormant", "general", 7]]);
  expect(plan.files).toMatchObject([{ model: "thresholds.tier_policy", effects: { awarded_tier: 5 } }]);
  const { limits } = modelOf(plan, "awarded_tier");
  expect(limits.filter(({ value }) => value.before !== value.after)).toEqual([
    { measure: "months", part: "general held_months", value: { before: 0, after: 3 } },
  ]);
  await expect(
    published.plan().then(({ models }) => models.map(({ model }) => model)),
  ).resolves.not.toContain("awarded_tier");
});
