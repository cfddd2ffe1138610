import type { Browser, Page } from "playwright-core";
import { getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { type Locale, languages, textOf } from "../../loaders/messages.ts";
import { PAGES } from "../../observablehq.config.ts";

const address = inject("address");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

/** A sheet of a PDF: its size and its words with where they stand, in points from the bottom left. */
interface Sheet {
  width: number;
  height: number;
  words: { text: string; left: number; right: number; base: number; top: number }[];
}

async function printed(tab: Page): Promise<Sheet[]> {
  const bytes = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const sheets: Sheet[] = [];
  for (let number = 1; number <= pdf.numPages; ++number) {
    const page = await pdf.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const { items } = await page.getTextContent();
    const words = items.flatMap((item) => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const [, , , , left, base] = item.transform as number[];
      return [
        {
          text: item.str,
          left: left ?? Number.NaN,
          right: (left ?? Number.NaN) + item.width,
          base: base ?? Number.NaN,
          top: (base ?? Number.NaN) + item.height,
        },
      ];
    });
    sheets.push({ width, height, words });
  }
  return sheets;
}

/** What a chart says on paper, piece by piece. Only numbers and Latin letters: not every machine has a Chinese font. */
async function readCharts(tab: Page): Promise<{ name: string; pieces: string[] }[]> {
  await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
  return tab.locator("figure.card").evaluateAll((cards) =>
    cards.map((card) => ({
      name: card.id,
      pieces: [
        ...card.querySelectorAll("h2, .legend li, .chart svg text, .chart dd, .chart .value, .chart td"),
      ]
        .map((node) => node.textContent ?? "")
        .flatMap((text) => text.match(/[\w$%.,]{3,}/g) ?? []),
    })),
  );
}

const POINTS = 72 / 25.4;
const plain = (text: string) => text.normalize("NFKC").replace(/\s/g, "");

async function visit(path: string, see: (tab: Page) => Promise<void>, width = 1440): Promise<void> {
  const tab = await browser.newPage({ viewport: { width, height: 900 } });
  await tab.goto(address + path);
  await watchPage(tab, address).settled();
  await see(tab);
  await tab.close();
}

describe.each(Object.keys(languages) as Locale[])("%s", (locale) => {
  test.each([1440, 700, 390])(
    "the tier report is two sheets of A4, printed from a window of %d px",
    async (width) => {
      await visit(
        `${locale}/index.html`,
        async (tab) => {
          const sheets = await printed(tab);
          expect(sheets).toHaveLength(2);
          const text = plain(sheets.flatMap(({ words }) => words.map((word) => word.text)).join(""));
          expect(text).toContain("18,503");
          expect(text).not.toMatch(/SQL|PDF|PNG|Save|Table|English/);
        },
        width,
      );
    },
  );

  test.each(PAGES)("%s prints on A4, no word cut off and every chart on one sheet", async (page) => {
    await visit(`${locale}/${page}.html`, async (tab) => {
      const sheets = await printed(tab);
      for (const { width, height, words } of sheets) {
        expect(width).toBeCloseTo(210 * POINTS, 0);
        expect(height).toBeCloseTo(297 * POINTS, 0);
        expect(words.length).toBeGreaterThan(0);
        // The margins that the style sheet sets, less half a millimetre for letters that lean out.
        const beyond = words.filter(
          ({ left, right, base, top }) =>
            left < 13.5 * POINTS ||
            right > width - 13.5 * POINTS ||
            base < 9.5 * POINTS ||
            top > height - 10.5 * POINTS,
        );
        expect(beyond).toEqual([]);
      }
      const texts = sheets.map(({ words }) => plain(words.map(({ text }) => text).join("")));
      for (const { name, pieces } of await readCharts(tab)) {
        const missing = texts.map((text) => pieces.filter((piece) => !text.includes(plain(piece))));
        const least = missing.reduce((best, each) => (each.length < best.length ? each : best));
        expect({ name, missing: least }).toEqual({ name, missing: [] });
      }
    });
  });
});

test("the tier report has a button that prints it", async () => {
  await visit("en/index.html", async (tab) => {
    await tab.evaluate(() => {
      window.print = () => document.body.setAttribute("data-printed", "yes");
    });
    await tab.getByRole("button", { name: textOf("en", "shell", "print_hint") }).click();
    expect(await tab.locator("body").getAttribute("data-printed")).toBe("yes");
  });
});
