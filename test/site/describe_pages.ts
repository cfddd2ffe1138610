import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { type Locale, languages, textOf } from "../../loaders/messages.ts";
import { PAGES } from "../../observablehq.config.ts";
import { findViolations } from "./find_violations.ts";
import { readWords } from "./read_words.ts";
import { readWorkbook, sizeOfPng, take } from "./take.ts";

const address = inject("address");
let browser: Browser;

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

/** The tests of every page in one language. */
export function describePages(locale: Locale): void {
  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  describe.each(PAGES)("%s", (page) => {
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
        // As a browser does it: the event comes first, and no element hears of its new width.
        const sizes = await tab.evaluate((width) => {
          dispatchEvent(new Event("beforeprint"));
          for (const card of document.querySelectorAll<HTMLElement>(".card"))
            card.style.maxWidth = `${width}px`;
          return [...document.querySelectorAll(".chart")].map((chart) => [
            chart.scrollWidth,
            chart.scrollHeight,
          ]);
        }, sheet.width);
        for (const [width, height] of sizes) {
          expect(width).toBeLessThanOrEqual(sheet.width);
          expect(height).toBeLessThanOrEqual(sheet.height);
        }
        await tab.emulateMedia({ media: "print" });
        for (const gone of ["#observablehq-header", ".actions", ".toolbar"]) {
          for (const part of await tab.locator(gone).all()) expect(await part.isVisible()).toBe(false);
        }
        await tab.setViewportSize(sheet);
        await expect
          .poll(() => tab.evaluate(() => document.documentElement.scrollWidth))
          .toBeLessThanOrEqual(sheet.width);
      });
    });

    test("keeps its view in its address, and the keyboard's place", async () => {
      await visit(path, async (tab, watched) => {
        const names = Object.keys(await readChoices(tab));
        for (const name of names) {
          await chooseAnother(tab, name);
          await watched.settled();
          expect(
            await tab.evaluate(() => document.activeElement?.closest<HTMLElement>(".choice")?.dataset.name),
          ).toBe(name);
        }
        const chosen = await readChoices(tab);
        const { search } = new URL(tab.url());
        expect(search === "").toBe(names.length === 0);
        await tab.reload();
        await watched.settled();
        // A control can wait for a file that another cell asks for.
        await expect.poll(() => readChoices(tab), { timeout: 10_000 }).toEqual(chosen);
        await tab.locator("[data-language]").click();
        await tab.waitForURL(`${address}${locale === "en" ? "zh" : "en"}/${page}.html${search}`);
        await watched.settled();
        await expect.poll(() => readChoices(tab), { timeout: 10_000 }).toEqual(chosen);
      });
    });

    test("has a table and the SQL behind every chart", async () => {
      await visit(path, async (tab) => {
        for (const card of await tab.locator("figure.card").all()) {
          expect((await card.locator("h2").textContent())?.trim()).not.toBe("");
          expect((await card.locator(".chart").getAttribute("aria-label"))?.trim()).toMatch(/./);
          await card.locator("[aria-controls$='-table']").click();
          expect(await card.locator(".panel tbody tr").count()).toBeGreaterThan(0);
          await card.locator("[aria-controls$='-sql']").click();
          await card.locator(".listing pre").first().waitFor();
          expect(await card.locator(".listing pre").first().textContent()).toMatch(/select/i);
        }
      });
    });

    test("gives every chart away as a picture and as data, and what is hidden stays hidden", async () => {
      await visit(path, async (tab) => {
        for (const card of await tab.locator(".card:has(.menu)").all()) {
          const name = await card.getAttribute("id");
          const png = await take(card, "save_png", locale);
          expect(png.name).toMatch(new RegExp(`^${name}_\\d{4}-\\d\\d-\\d\\d\\.png$`));
          expect(sizeOfPng(png.bytes).width).toBe(
            2 * (await card.evaluate(({ clientWidth }) => clientWidth)),
          );
          const svg = (await take(card, "save_svg", locale)).bytes.toString();
          expect(svg).toContain(textOf(locale, "shell", "source"));
          expect(svg.match(/var\(|oklab|color-mix|foreignObject|<script|currentColor/g)).toBeNull();

          const shown = await readTable(card);
          const [data] = readWorkbook((await take(card, "save_excel", locale)).bytes);
          const csv = (await take(card, "save_csv", locale)).bytes.toString();
          expect(data?.cells).toHaveLength(shown.length);
          expect(csv.trimEnd().split("\r\n")).toHaveLength(shown.length);
          const few = textOf(locale, "shell", "few");
          for (const [row, texts] of shown.entries()) {
            for (const [column, text] of texts.entries()) {
              const cell = data?.cells[row]?.[column];
              if (text === few) expect(cell?.v).toBe(few);
              else if (/^[−+-]?[\d.,]+%$/.test(text) && row > 0)
                expect(cell).toMatchObject({ t: "n", z: "0.0%" });
            }
          }
        }
      });
    });
  });
}

/** The texts of a card's table, its head first. */
async function readTable(card: Locator): Promise<string[][]> {
  const opener = card.locator("[aria-controls$='-table']");
  const isOpened = (await opener.count()) > 0;
  if (isOpened) await opener.click();
  // A chart may be drawn as a table of its own.
  return (isOpened ? card.locator(".panel") : card)
    .locator(".table-scroll:not(.segment-table) tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? "")));
}

/** Chooses, by keyboard, an option that is not chosen, if there is one. */
async function chooseAnother(tab: Page, name: string): Promise<void> {
  const before = (await readChoices(tab))[name];
  await tab.locator(`.choice[data-name="${name}"] :is(select, input:checked)`).focus();
  for (const key of ["ArrowDown", "ArrowUp"]) {
    if ((await readChoices(tab))[name] === before) await tab.keyboard.press(key);
  }
}

/** What the page's controls say, by their names in the address. */
function readChoices(tab: Page): Promise<Record<string, string>> {
  return tab.locator(".choice[data-name]").evaluateAll((nodes) => {
    const controls = nodes as (HTMLElement & { value: string })[];
    return Object.fromEntries(controls.map((control) => [control.dataset.name ?? "", control.value]));
  });
}
