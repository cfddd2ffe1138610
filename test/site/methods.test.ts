import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { PAGE_CHARTS } from "../../src/components/page_charts.ts";

const address = inject("address");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test.each(Object.entries(PAGE_CHARTS))(
  "the index of queries knows every chart of %s",
  async (page, { charts }) => {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await tab.goto(`${address}en/${page}.html`);
    await watchPage(tab, address).settled();
    const found: Record<string, string[]> = {};
    for (const card of await tab.locator(".card[id]").all()) {
      const button = card.locator(".actions [aria-controls$='-sql']");
      if ((await button.count()) === 0) continue;
      await button.click();
      await card.locator(".listing-head code").first().waitFor();
      const files = await card.locator(".listing-head code").allTextContents();
      found[(await card.getAttribute("id")) ?? ""] = files
        .map((file) => file.replace(/^sql\/marts\/(.*)\.sql$/, "$1"))
        .sort();
    }
    await tab.close();
    // The sample is under no policy; test/site/policy.test.ts is.
    const shown = Object.entries(charts).filter(([name]) => name !== "tier_policy");
    const known = shown.map(([name, marts]) => [name, [...marts].sort()]);
    expect(found).toEqual(Object.fromEntries(known));
  },
);

test("a chart's query is shown where the index leads", async () => {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tab.goto(`${address}en/methods.html`);
  await watchPage(tab, address).settled();
  await tab.locator(".chart-index a", { hasText: "marts.tier_paths" }).click();
  const query = tab.locator('[id="sql-marts.tier_paths"]');
  await query.locator("pre").waitFor();
  expect(await query.locator("pre").textContent()).toMatch(/^-- One row per tier model/);
  // What it reads stands in a layer that is closed until asked for.
  await query.locator("a", { hasText: "customers.stop_paths" }).click();
  await tab.locator('[id="sql-customers.stop_paths"] pre').waitFor();
  expect(
    await tab.locator('[id="sql-customers.stop_paths"]').evaluate((node) => node.getBoundingClientRect().top),
  ).toBeLessThan(900);
  await tab.close();
});

test("a pair of snapshots that are no neighbours is fetched, and its cells fill the matrix", async () => {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const fetched: string[] = [];
  tab.on("request", (request) => fetched.push(request.url()));
  await tab.goto(`${address}en/migration.html?model=segment&from=2024-12-31&measure=share_of_row`);
  await tab.locator("#matrix svg rect").last().waitFor();
  expect(fetched.filter((url) => /tier_migration\./.test(url))).toHaveLength(1);
  expect(fetched.find((url) => /tier_migration\./.test(url))).toMatch(
    /tier_migration\.segment\.2024-12-31\./,
  );
  expect(await tab.locator("#matrix svg rect").count()).toBeGreaterThan(100);
  expect(await tab.locator("#matrix .subtitle").textContent()).toContain("Dec 31, 2024");
  await tab.close();
});
