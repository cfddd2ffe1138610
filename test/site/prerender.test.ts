import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";

declare global {
  /** How far the page has moved by itself, as browsers measure it (cumulative layout shift). */
  var shift: number;
}

const address = inject("address");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

/** Opens a page whose scripts come when `release` is called. */
async function hold(
  path: string,
  see: (tab: Page, release: () => Promise<void>) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const tab = await context.newPage();
  const watched = watchPage(tab, address);
  let letGo = () => {};
  const released = new Promise<void>((done) => {
    letGo = done;
  });
  await tab.route("**/assets/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await tab.addInitScript(() => {
    Object.assign(globalThis, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(address + path, { waitUntil: "domcontentloaded" });
  await see(tab, async () => {
    letGo();
    await watched.settled();
  });
  expect(watched.problems).toEqual([]);
  await context.close();
}

const GRID = "#rfm_grid .chart svg:visible";

/** The words of the grid, and where each is to half a pixel. */
function words(tab: Page): Promise<string[]> {
  return tab.locator(`${GRID} text`).evaluateAll((texts) =>
    texts.map((text) => {
      const { x, y, width } = text.getBoundingClientRect();
      return [text.textContent, ...[x, y, width].map((value) => Math.round(2 * value) / 2)].join(" ");
    }),
  );
}

function places(tab: Page): Promise<unknown[]> {
  return tab
    .locator("main :is(h1, .toolbar:not(.card *), #rfm_grid, #rfm_grid > :not([hidden]), .detail)")
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.checkVisibility())
        .map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [part.id || part.className || part.localName, x, y, width, height];
        }),
    );
}

describe.each(["en", "zh"])("%s", (locale) => {
  test.each([
    [1440, "light"],
    [1440, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const)(
    "the grid is there before scripts, and stays as it is, %i px, %s",
    async (width, colorScheme) => {
      await hold(
        `${locale}/rfm.html`,
        async (tab, release) => {
          const before = { words: await words(tab), places: await places(tab) };
          // 25 numbers and more.
          expect(before.words.filter((text) => /^[\d,]+ /.test(text)).length).toBeGreaterThanOrEqual(25);
          const colours = await fills(tab);
          await release();
          expect(await words(tab)).toEqual(before.words);
          expect(await places(tab)).toEqual(before.places);
          expect(await fills(tab)).toEqual(colours);
          expect(await tab.evaluate(() => shift)).toBe(0);
        },
        { viewport: { width, height: 900 }, colorScheme },
      );
    },
  );
});

function fills(tab: Page): Promise<string[]> {
  return tab
    .locator(`${GRID} .pickable rect`)
    .evaluateAll((boxes) => boxes.map((box) => getComputedStyle(box).fill));
}

test.each([412, 768, 1280])("nothing moves at a width that it is not drawn for, %i px", async (width) => {
  await hold(
    "en/rfm.html",
    async (tab, release) => {
      const before = await places(tab);
      await release();
      expect(await places(tab)).toEqual(before);
      expect(await tab.evaluate(() => shift)).toBe(0);
    },
    { viewport: { width, height: 900 } },
  );
});

test("a reader who has scrolled stays where they are", async () => {
  await hold(
    "en/rfm.html",
    async (tab, release) => {
      await tab.evaluate(() => scrollTo(0, 300));
      await release();
      expect(await tab.evaluate(() => scrollY)).toBe(300);
    },
    { viewport: { width: 390, height: 700 } },
  );
});

test.each(["?measure=revenue", "?preset=eight", "?pick=5-5"])(
  "an address that asks for another view does not show the one that was drawn: %s",
  async (query) => {
    await hold(`en/rfm.html${query}`, async (tab, release) => {
      expect(await tab.locator("#rfm_grid h2").isVisible()).toBe(false);
      expect(await tab.locator("#rfm_grid svg").first().isVisible()).toBe(false);
      await release();
      expect(await tab.locator("#rfm_grid .chart svg").isVisible()).toBe(true);
      expect(new URL(tab.url()).search).toBe(query);
    });
  },
);

test("what was drawn takes no focus, and leaves none of itself behind", async () => {
  await hold("en/rfm.html", async (tab, release) => {
    await tab.locator("[data-language]").focus();
    await tab.keyboard.press("Tab");
    expect(await tab.evaluate(() => document.activeElement?.closest("main"))).toBeNull();
    await tab.locator("[data-language]").focus();
    await release();
    expect(await tab.evaluate(() => document.activeElement?.hasAttribute("data-language"))).toBe(true);
    expect(await tab.locator("#rfm_grid").count()).toBe(1);
    expect(await tab.locator("[inert], .at-wide, .at-narrow").count()).toBe(0);
    await tab.locator("label", { hasText: "Revenue" }).first().click();
    await tab.locator("#rfm_grid .subtitle", { hasText: "Revenue" }).waitFor();
  });
});

test("who allows no scripts sees the grid, and nothing to click", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(`${address}zh/rfm.html`);
  expect((await tab.locator(`${GRID} text`).allTextContents()).length).toBeGreaterThan(25);
  for (const part of await tab.locator("main :is(button, select, input)").all())
    expect(await part.isVisible()).toBe(false);
  expect(await tab.locator("main h2").last().isVisible()).toBe(true);
  await context.close();
});
