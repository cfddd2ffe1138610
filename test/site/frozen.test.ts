import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { exportMarts } from "../../loaders/export.ts";
import { type Serving, serve } from "../../loaders/serve.ts";
import { buildSite } from "../../loaders/site.ts";
import { makeDemoProject } from "./demo_project.ts";
import { findViolations } from "./find_violations.ts";
import { readWords } from "./read_words.ts";
import { take } from "./take.ts";

let root: string;
let site: Serving;
let browser: Browser;
let address: string;

const DAY = "2025-12-31";

beforeAll(async () => {
  const project = await makeDemoProject();
  root = project.root;
  const out = join(root, "served/some/where");
  const data = await exportMarts(project.warehouse);
  await buildSite({ root, out, data, freeze: "once" });
  // Later: another day, another look, another page.
  const page = join(root, "src/rfm.md");
  await writeFile(page, `${await readFile(page, "utf8")}\n\nA sentence more.\n`);
  const about = { ...data.about, as_of: "2026-01-15", as_of_is_partial: true };
  const style = join(root, "src/style.css");
  await writeFile(style, (await readFile(style, "utf8")).replaceAll("#1f5688", "#882020"));
  await buildSite({ root, out, data: { ...data, about }, freeze: "once" });
  // The frozen folder alone, as somebody may keep it.
  await mkdir(join(root, "served/alone"));
  await cp(join(out, "reports", DAY), join(root, "served/alone/kept"), { recursive: true });
  site = await serve(join(root, "served"), { port: 0 });
  address = `${site.address}some/where/`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await rm(root, { recursive: true });
});

async function open(
  url: string,
  see: (tab: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const tab = await context.newPage();
  const watched = watchPage(tab, site.address);
  await tab.goto(url);
  await watched.settled();
  await see(tab);
  expect(watched.problems).toEqual([]);
  await context.close();
}

const accent = (tab: Page) =>
  tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent"));

test("a link to a frozen report shows what it showed, with its state, wherever its folder lies", async () => {
  for (const place of [`${address}reports/${DAY}`, `${site.address}alone/kept`]) {
    await open(`${place}/en/rfm.html?measure=revenue#demo_grid`, async (tab) => {
      expect(await tab.locator("#demo_grid .subtitle").textContent()).toBe("Revenue");
      expect(await tab.locator("#demo_grid.linked svg").count()).toBe(1);
      expect(await tab.locator("#observablehq-footer").textContent()).toContain("December 31, 2025");
      expect(await tab.title()).toMatch(/2025-12-31/);
      expect(await accent(tab)).toBe("#1f5688");
      // What it fetches later is its own too.
      const { name } = await take(tab.locator("#demo_grid"), "save_excel");
      expect(name).toBe(`demo_grid_${DAY}.xlsx`);
      await tab.locator("[aria-controls='demo_grid-sql']").click();
      await tab.locator(".listing pre").waitFor();
      await tab.locator("[data-language]").click();
      await tab.waitForURL(`${place}/zh/rfm.html?measure=revenue#demo_grid`);
      await tab.locator("#demo_grid svg").waitFor();
    });
  }
});

test("a frozen page says so quietly, and leads to the current one and to the others", async () => {
  await open(`${address}reports/${DAY}/zh/rfm.html`, async (tab) => {
    const banner = tab.locator(".frozen");
    expect(await banner.textContent()).toBe("存档报告，数据截至 2025年12月31日。 查看最新报告 全部存档");
    expect(await findViolations(tab)).toEqual([]);
    await tab.emulateMedia({ media: "print" });
    expect(await banner.isVisible()).toBe(false);
    await tab.emulateMedia({ media: "screen" });
    await banner.getByText("查看最新报告").click();
    await tab.waitForURL(`${address}zh/rfm.html`);
    expect(await accent(tab)).toBe("#882020");
    expect(await tab.locator(".frozen").count()).toBe(0);
    await tab.locator("#observablehq-footer").getByText("存档报告").click();
    await tab.waitForURL(`${address}reports/index.html?language=zh`);
  });
});

test.each([
  ["zh-CN", "", "zh", "存档报告"],
  ["en-GB", "", "en", "Frozen reports"],
  ["de-DE", "", "en", "Frozen reports"],
  ["en-GB", "?language=zh", "zh", "存档报告"],
  ["en-GB", "?language=%3Cscript%3E", "en", "Frozen reports"],
] as const)("a reader of %s%s sees the list in %s, the newest first", async (locale, query, shown, title) => {
  await open(
    `${address}reports/${query}`,
    async (tab) => {
      const { words, keys } = await readWords(tab, shown);
      expect([words, keys]).toEqual([[], []]);
      expect(await tab.title()).toBe(`${title} | tierboard`);
      expect(await tab.getByRole("heading", { level: 1 }).textContent()).toBe(title);
      expect(await tab.getByRole("heading", { level: 2 }).allTextContents()).toEqual(
        shown === "zh" ? ["2026年1月15日", "2025年12月31日"] : ["January 15, 2026", "December 31, 2025"],
      );
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await findViolations(tab)).toEqual([]);
      await tab.getByRole("link", { name: "RFM" }).last().click();
      await tab.waitForURL(`${address}reports/${DAY}/${shown}/rfm.html`);
    },
    { locale, viewport: { width: 390, height: 844 } },
  );
});

test("without scripts the list is there in every language", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(`${address}reports/`);
  expect(await tab.getByRole("heading", { level: 1 }).allTextContents()).toEqual([
    "Frozen reports",
    "存档报告",
  ]);
  await context.close();
});
