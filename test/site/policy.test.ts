import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { exportMarts } from "../../loaders/export.ts";
import { type Serving, serve } from "../../loaders/serve.ts";
import { buildSite } from "../../loaders/site.ts";
import { buildWarehouse } from "../../loaders/warehouse.ts";
import { findViolations } from "./find_violations.ts";
import { readWords } from "./read_words.ts";

// A case whose five customers are worked out by hand in its expected/.
const OVERLAY = "test/cases/tier_policy_each_rule";
let folder: string;
let site: Serving;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tierboard-policy-"));
  const warehouse = join(folder, "warehouse.duckdb");
  await buildWarehouse({ root: ".", overlay: OVERLAY, warehouse });
  const pages = ["index", "migration", "what-if"];
  await buildSite({ root: ".", out: join(folder, "site"), data: await exportMarts(warehouse), pages });
  site = await serve(join(folder, "site"), { port: 0 });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(path: string, see: (tab: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const watched = watchPage(tab, site.address);
  await tab.goto(site.address + path);
  await watched.settled();
  await see(tab);
  expect(await findViolations(tab)).toEqual([]);
  expect(watched.problems).toEqual([]);
  await context.close();
}

const textOf = (tab: Page, card: string) => tab.locator(`#${card}`).textContent();

test("the report shows calculated tiers, or awarded ones on demand, and what the policy does", async () => {
  await visit("en/index.html", async (tab) => {
    // Calculated, all five are dormant at the end; awarded, one is potential still.
    await expect.poll(() => textOf(tab, "tier_pyramid")).toContain("100%");
    expect(await textOf(tab, "tier_policy")).toContain("The policy avoided 5 flip-flops in 12 months");
    // The year's months, as in expected/marts.tier_policy_months.csv: 290 more.
    expect(await textOf(tab, "tier_policy")).toContain("cost $290 more");
    await tab.locator("#tier_policy .actions [aria-controls$='-sql']").click();
    await expect.poll(() => textOf(tab, "tier_policy")).toContain("sql/marts/tier_policy_months.sql");
    await tab.locator('[data-name="tiers"] label').nth(1).click();
    await expect.poll(() => textOf(tab, "tier_pyramid")).toContain("20.0%");
    expect(new URL(tab.url()).search).toBe("?tiers=awarded_tier");
    // Cards follow one after the other.
    await expect.poll(() => textOf(tab, "words")).toContain("Tiers are those that the policy awards.");
  });
  await visit("zh/index.html?tiers=awarded_tier", async (tab) => {
    await expect.poll(() => textOf(tab, "tier_pyramid")).toContain("按政策授予的层级");
    expect(await readWords(tab, "zh")).toEqual({ words: [], keys: [] });
  });
});

test("Migration has the awarded tiers, without reasons", async () => {
  await visit(
    "en/migration.html?model=awarded_tier&from=2025-06-30&to=2025-12-31&colour=reason",
    async (tab) => {
      // June to December: held sinks from top, qualified from general, leap from potential; grace and late stay.
      await expect.poll(() => textOf(tab, "matrix")).toContain("40.0% stayed");
      expect(await textOf(tab, "matrix")).toContain("Awarded tiers move by the tier policy");
      expect(await tab.locator("#reasons").count()).toBe(0);
    },
  );
});

test("What-if starts from the policy in force, follows another, and offers its file", async () => {
  await visit("en/what-if.html", async (tab) => {
    await tab.locator("#policy_rules").waitFor();
    expect(await textOf(tab, "policy_rules")).toContain("5 flip-flops would have been avoided");
    const rule = (place: number) => tab.locator("#policy_rules fieldset").nth(place).locator("label");
    for (const place of [0, 1, 2]) expect(await rule(place).first().textContent()).toBe("By tier, as now");
    // Without qualification, hold or grace, what is awarded is what is calculated: nobody waits or is kept.
    for (const place of [0, 1, 2]) await rule(place).nth(1).click();
    await expect.poll(() => textOf(tab, "policy_rules")).toContain("No flip-flop would have been avoided");
    expect(await textOf(tab, "policy_moves")).toContain("1 customer (20.0%) would change tier");
    await tab.locator("#policy_use_these summary").click();
    await expect.poll(() => textOf(tab, "policy_use_these")).toContain("('top', 0, 0, 0, false, false, 30)");
    await expect
      .poll(() => new URL(tab.url()).search)
      .toBe("?qualification_months=0&held_months=0&grace_months=0");
    await tab.reload();
    await expect.poll(() => textOf(tab, "policy_rules")).toContain("No flip-flop would have been avoided");
  });
});
