import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { languages } from "../../loaders/messages.ts";
import { PAGES } from "../../observablehq.config.ts";
import { openBrowser } from "./browser.ts";
import { findViolations } from "./find_violations.ts";
import { readWords } from "./read_words.ts";
import { watchPage } from "./watch_page.ts";

const address = inject("address");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

/** Opens a page, hands it over once it is drawn, and fails if it did what no page may. */
async function visit(
  path: string,
  look: (tab: Page, watched: ReturnType<typeof watchPage>) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  try {
    const tab = await context.newPage();
    const watched = watchPage(tab, address);
    await tab.goto(address + path);
    await watched.settled();
    await look(tab, watched);
    expect(watched.problems).toEqual([]);
  } finally {
    await context.close();
  }
}

const cases = PAGES.flatMap((page) => (["en", "zh"] as const).map((locale) => ({ page, locale })));

describe.concurrent.each(cases)("$page in $locale", ({ page, locale }) => {
  const path = `${locale}/${page}.html`;

  test("shows its charts with few requests and no error, and asks no other host", async () => {
    await visit(path, async (tab, watched) => {
      expect(await tab.locator("h1").allTextContents()).toHaveLength(1);
      expect(await tab.locator(".card").count()).toBeGreaterThan(0);
      expect(await tab.locator("html").getAttribute("lang")).toBe(languages[locale].tag);
      const { requests, scripts, data } = await watched.sizes();
      expect(requests).toBeLessThanOrEqual(15);
      expect(scripts).toBeLessThanOrEqual(350 * 1024);
      expect(data).toBeLessThanOrEqual(150 * 1024);
    });
  });

  test("is in its language only", async () => {
    await visit(path, async (tab) => {
      const { words, keys } = await readWords(tab, locale);
      expect(words).toEqual([]);
      expect(keys).toEqual([]);
    });
  });

  test.each(["light", "dark"] as const)("hinders nobody, %s", async (colorScheme) => {
    await visit(
      path,
      async (tab) => {
        for (const button of await tab.locator(".actions [aria-controls$='-table']").all())
          await button.click();
        expect(await findViolations(tab)).toEqual([]);
      },
      { colorScheme },
    );
  });

  test("fits a phone", async () => {
    await visit(
      path,
      async (tab) => {
        expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      },
      { viewport: { width: 390, height: 844 } },
    );
  });

  test("fits paper: no controls, no chart wider or higher than a sheet", async () => {
    // A4 less its margins, in CSS pixels.
    const sheet = { width: 688, height: 1017 };
    await visit(path, async (tab) => {
      await tab.emulateMedia({ media: "print" });
      await tab.setViewportSize(sheet);
      for (const gone of ["#observablehq-header", ".actions", ".toolbar"]) {
        for (const part of await tab.locator(gone).all()) expect(await part.isVisible()).toBe(false);
      }
      for (const chart of await tab.locator(".chart").all()) {
        const box = await chart.boundingBox();
        expect(box?.width ?? 0).toBeLessThanOrEqual(sheet.width);
        expect(box?.height ?? 0).toBeLessThanOrEqual(sheet.height);
      }
    });
  });

  test("keeps its view in its address", async () => {
    await visit(path, async (tab, watched) => {
      const controls = tab.locator(".choice[data-name]");
      const names = await controls.evaluateAll((nodes) =>
        nodes.map((node) => (node as HTMLElement).dataset.name ?? ""),
      );
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) await chooseAnother(tab, name);
      await watched.settled();
      const chosen = new URL(tab.url()).searchParams;
      expect([...chosen.keys()].sort()).toEqual([...names].sort());
      await tab.reload();
      await watched.settled();
      for (const name of names) expect(await chosenIn(tab, name)).toBe(chosen.get(name));
      const { search } = new URL(tab.url());
      await tab.locator("[data-language]").click();
      const other = locale === "en" ? "zh" : "en";
      await tab.waitForURL(`${address}${other}/${page}.html${search}`);
      await watched.settled();
      for (const name of names) expect(await chosenIn(tab, name)).toBe(chosen.get(name));
    });
  });

  test("has a table, a CSV and the SQL behind every chart", async () => {
    await visit(path, async (tab) => {
      for (const card of await tab.locator("figure.card").all()) {
        expect((await card.locator("h2").textContent())?.trim()).not.toBe("");
        expect((await card.locator(".chart").getAttribute("aria-label"))?.trim()).toMatch(/./);
        await card.locator("[aria-controls$='-table']").click();
        expect(await card.locator(".panel tbody tr").count()).toBeGreaterThan(0);
        await card.locator("[aria-controls$='-sql']").click();
        await card.locator(".listing pre").first().waitFor();
        expect(await card.locator(".listing pre").first().textContent()).toMatch(/select/i);
        const [download] = await Promise.all([
          tab.waitForEvent("download"),
          card.locator(".actions button", { hasText: "CSV" }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(/^[\w-]+_\d{4}-\d\d-\d\d\.csv$/);
      }
    });
  });
});

/** Chooses, by keyboard, an option that is not chosen. */
async function chooseAnother(tab: Page, name: string): Promise<void> {
  const control = tab.locator(`.choice[data-name="${name}"]`);
  const before = await chosenIn(tab, name);
  const isList = (await control.locator("select").count()) > 0;
  const field = isList ? control.locator("select") : control.locator("input:checked");
  await field.focus();
  await tab.keyboard.press("ArrowDown");
  if ((await chosenIn(tab, name)) === before) await tab.keyboard.press("ArrowUp");
  await expect.poll(() => chosenIn(tab, name)).not.toBe(before);
}

function chosenIn(tab: Page, name: string): Promise<string | undefined> {
  return tab
    .locator(`.choice[data-name="${name}"]`)
    .evaluate((node) => (node as HTMLElement & { value?: string }).value);
}

test.each([
  ["zh-CN", "zh"],
  ["zh-TW", "zh"],
  ["en-GB", "en"],
  ["de-DE", "en"],
])("a reader of %s is led to %s, with the view asked for", async (locale, folder) => {
  const context = await browser.newContext({ locale });
  const tab = await context.newPage();
  await tab.goto(`${address}?model=segment#matrix`);
  await tab.waitForURL(`${address}${folder}/index.html?model=segment#matrix`);
  await context.close();
});

test("without scripts the entrance leads to every language", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(address);
  const links = await tab
    .locator("noscript a")
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("href")));
  expect(links).toEqual(["./en/index.html", "./zh/index.html"]);
  await context.close();
});
