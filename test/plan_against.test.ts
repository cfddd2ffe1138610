import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "../loaders/contract.ts";
import type { Plan } from "../loaders/plan/plan.ts";
import { type Company, fixedCuts, makeCompany, ORDERS, removeCompanies, threshold } from "./plan/company.ts";
import { root } from "./warehouse/build.ts";

let published: Company;

beforeAll(async () => {
  published = makeCompany({ "sources/orders.sql": ORDERS, "thresholds/rfm_cuts/rfm.sql": fixedCuts() });
  await published.publish();
});

afterAll(removeCompanies);

const LATER_R4 = { "thresholds/rfm_cuts/rfm.sql": fixedCuts({ r4: 14 }) };

const movesOf = ({ models }: Plan) =>
  models.flatMap(({ model, moves }) => moves.map(({ from, to, customers }) => [model, from, to, customers]));

const MOVES = [
  ["score_tier", "general", "dormant", 6],
  ["segment", "promising", "about_to_sleep", 6],
];

/** The same company, with other cut points than were published. */
function edited(): Company {
  const company = published.copy();
  company.write(LATER_R4);
  return company;
}

function git(folder: string, ...args: string[]): void {
  const settings = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stderr } = spawnSync("git", [...settings, ...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

test("another overlay", async () => {
  const company = edited();
  const before = join(company.folder, "before");
  cpSync(published.overlay, before, { recursive: true });
  const plan = await company.plan({ against: before });
  expect(movesOf(plan)).toEqual(MOVES);
  expect(plan.against).toEqual({ kind: "sql", place: before, built_at: null, shares_overlay: false });
});

test("a whole folder of SQL stands for all of sql/, so that a model can be missing there", async () => {
  const company = published.copy();
  const sql = join(company.folder, "all");
  cpSync(join(root, "sql"), sql, { recursive: true });
  cpSync(published.overlay, sql, { recursive: true });
  for (const [source, columns] of Object.entries(contract)) {
    const nothing = columns.map(({ name }) => `null::varchar as ${name}`).join(", ");
    if (source !== "orders")
      writeFileSync(join(sql, `sources/${source}.sql`), `-- No row.\nselect ${nothing} limit 0\n`);
  }
  rmSync(join(sql, "marts/rejections.sql"));
  const plan = await company.plan({ against: sql });
  expect(movesOf(plan)).toEqual([]);
  const files = plan.files.filter(({ model }) => !model.startsWith("sources."));
  expect(files).toMatchObject([{ kind: "added", model: "marts.rejections", effects: {} }]);
  expect(plan).toMatchObject({ changes: true, figures: ["marts.rejections"] });
});

test("a checkout, with the overlay that it holds", async () => {
  const company = edited();
  const checkout = join(company.folder, "checkout");
  cpSync(join(root, "sql"), join(checkout, "sql"), { recursive: true });
  writeFileSync(
    join(checkout, "sql/thresholds/lifecycle_limits.sql"),
    threshold("lifecycle_limits", { "90 as new_within_days": "10 as new_within_days" }),
  );
  const plan = await company.plan({ against: checkout });
  // The overlay lies outside of the project, so both sides use it.
  expect(movesOf(plan)).toEqual([["lifecycle_stage", "growing", "new", 13]]);
  expect(plan.files).toMatchObject([{ file: "sql/thresholds/lifecycle_limits.sql", kind: "changed" }]);
});

test("a site without a record: its own catalog tells its SQL", async () => {
  const company = edited();
  rmSync(`${company.warehouse}.published`, { recursive: true });
  const plan = await company.plan();
  expect(movesOf(plan)).toEqual(MOVES);
  expect(plan.against).toMatchObject({ kind: "sql_of_site", place: company.out, built_at: null });
});

test("a copy of the site is known by what it shows", async () => {
  const company = edited();
  const copy = join(company.folder, "deployed");
  cpSync(company.out, copy, { recursive: true });
  await company.publish();
  expect(movesOf(await company.plan())).toEqual([]);
  const plan = await company.plan({ against: copy });
  expect(movesOf(plan)).toEqual(MOVES);
  expect(plan.against).toMatchObject({ kind: "site", place: copy });
});

test("without a site, the newest record counts; without any, it says what to do", async () => {
  const company = edited();
  rmSync(company.out, { recursive: true });
  const plan = await company.plan();
  expect(movesOf(plan)).toEqual(MOVES);
  expect(plan.against).toMatchObject({ kind: "site", place: null });
  rmSync(`${company.warehouse}.published`, { recursive: true });
  await expect(company.plan()).rejects.toMatchObject({
    message: expect.stringContaining("nothing was published yet"),
    fix: expect.stringContaining("npm run build"),
  });
});

test("records of sites that are gone are dropped, but for the newest and those of frozen reports", async () => {
  const company = published.copy();
  const records = `${company.warehouse}.published`;
  // Of the site that this company was copied from, which is still there.
  rmSync(records, { recursive: true });
  await company.publish();
  const [first = ""] = readdirSync(records);
  const frozen = join(company.out, "reports/2025-12-31");
  cpSync(join(company.out, "en"), join(frozen, "en"), { recursive: true });
  for (const snapshots of [13, 14, 15, 16, 17]) {
    utimesSync(join(records, first), new Date(2020, 0, 1), new Date(2020, 0, 1));
    company.write({ "thresholds/calendar.sql": threshold("calendar", { "24 as": `${snapshots} as` }) });
    await company.publish();
  }
  expect(readdirSync(records)).toHaveLength(4);
  expect(readdirSync(records)).toContain(first);
  company.write(LATER_R4);
  const plan = await company.plan({ against: frozen });
  expect(plan.against).toMatchObject({ kind: "site", place: frozen });
  expect(movesOf(plan)).toEqual(MOVES);
}, 300_000);

test("a commit: its sql/ and its overlay on the present data", async () => {
  const project = makeCompany();
  const { folder } = project;
  cpSync(join(root, "sql"), join(folder, "sql"), { recursive: true });
  cpSync(published.overlay, join(folder, "acme"), { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch", "main");
  git(folder, "add", "sql", "acme");
  git(folder, "commit", "--quiet", "--message", "as published");
  cpSync(edited().overlay, join(folder, "acme"), { recursive: true });
  const plan = await project.plan({ root: folder, overlay: join(folder, "acme"), against: "main" });
  expect(movesOf(plan)).toEqual(MOVES);
  expect(plan.against).toEqual({ kind: "commit", place: "main", built_at: null, shares_overlay: false });
  expect(plan.files).toMatchObject([{ file: "acme/thresholds/rfm_cuts/rfm.sql", kind: "changed" }]);

  // Broken SQL of the commit is told as Git names it.
  mkdirSync(join(folder, "acme/marts"));
  writeFileSync(join(folder, "acme/marts/mine.sql"), "-- One row.\nselect nothing\nfrom marts.tier_sizes\n");
  git(folder, "add", "acme");
  git(folder, "commit", "--quiet", "--message", "broken");
  rmSync(join(folder, "acme/marts"), { recursive: true });
  const broken = project.plan({ root: folder, overlay: join(folder, "acme"), against: "main" });
  await expect(broken).rejects.toMatchObject({ place: { file: "main:acme/marts/mine.sql", line: 2 } });

  const nowhere = project.plan({ root: folder, overlay: join(folder, "acme"), against: "no-such-branch" });
  await expect(nowhere).rejects.toMatchObject({
    message: expect.stringContaining("there is no folder no-such-branch, and no commit of that name"),
  });
});

test("an overlay that the commit does not hold is used for both sides, and the plan says so", async () => {
  const project = edited();
  const { folder } = project;
  cpSync(join(root, "sql"), join(folder, "sql"), { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch", "main");
  git(folder, "add", "sql");
  git(folder, "commit", "--quiet", "--message", "sql alone");
  const plan = await project.plan({ root: folder, against: "HEAD" });
  expect(plan.changes).toBe(false);
  expect(plan.against.shares_overlay).toBe(true);
});
