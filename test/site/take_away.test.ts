import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { exportMarts } from "../../loaders/export.ts";
import { type Serving, serve } from "../../loaders/serve.ts";
import { buildSite } from "../../loaders/site.ts";
import { makeDemoProject } from "./demo_project.ts";
import { findViolations } from "./find_violations.ts";
import { choose, readWorkbook, sizeOfPng, take } from "./take.ts";

let root: string;
let site: Serving;
let browser: Browser;
let address: string;

const PAGE = `# {{rfm.title}}

\`\`\`js
import { segmented } from "./components/controls.js";
import { tableOf } from "./components/data_table.js";
import { element } from "./components/element.js";
import { formatCustomers, formatMoney, formatMonth, formatShare } from "./components/format.js";
import { frame } from "./components/frame.js";
import { legend } from "./components/legend.js";
import { colourOf } from "./components/palette.js";
import { drawing, svgElement } from "./components/svg_element.js";
import { tableCard } from "./components/table_card.js";
\`\`\`

\`\`\`js
const sizeControl = segmented({ name: "size", label: "Size", options: [["small", "Small"], ["large", "Large"]] });
const size = Generators.input(sizeControl);
\`\`\`

\`\`\`js
const rows = [
  { day: new Date("2025-12-31"), text: "=1+1", customers: 12, revenue: 1234.5, share: 0.25, isMapped: true },
  { day: new Date("2025-02-28"), text: "+A1 bell\\u0007", customers: null, revenue: null, share: null, isMapped: false },
  { day: new Date("1999-01-31"), text: "@SUM(A1)", customers: 1000000, revenue: -0.5, share: 1, isMapped: true },
];
const table = tableOf(rows, [
  { name: "day", label: "Day", value: (row) => row.day },
  { name: "month", label: "Month", value: (row) => row.day, format: formatMonth },
  { name: "text", label: "=Text", value: (row) => row.text },
  { name: "customers", label: "Customers", value: (row) => row.customers, format: formatCustomers },
  { name: "revenue", label: "Revenue", value: (row) => row.revenue, format: formatMoney },
  { name: "share", label: "Share", value: (row) => row.share, format: formatShare },
  { name: "is_mapped", label: "Mapped", value: (row) => row.isMapped },
]);
const bar = (width) => drawing(width, 60,
  svgElement("rect", { width: width / 2, height: 30, fill: colourOf("score_tier", "potential") }),
  svgElement("rect", { y: 30, width: width / 4, height: 30, style: "fill: color-mix(in oklab, " + colourOf("score_tier", "top") + " 50%, transparent)" }),
  svgElement("text", { y: 50, fill: "var(--ink)", class: "word" }, "on the bar\\u0007"));
const chart = (width) => element("div", {}, bar(width),
  element("p", { class: "below" }, "words of the chart & <b>, that are long enough to be broken into two lines wherever there is little room, as on a phone held upright"),
  element("p", { class: "visually-hidden" }, "for ears only"),
  element("p", { class: "on-screen" }, "click me"));
display(frame({
  name: "bars", title: "The finding", subtitle: "What is measured, " + size, controls: sizeControl,
  legend: legend("score_tier", ["top", "potential"]), chart, note: "The note", sql: ["marts.demo_grid", "marts.other"], table,
}));
display(tableCard({ name: "words", title: "A table", table }));
\`\`\`

<div style="height: 1200px"></div>

\`\`\`js
display(frame({ name: "last", title: "The last", chart: bar, sql: "marts.demo_grid", table }));
\`\`\`
`;

beforeAll(async () => {
  const project = await makeDemoProject({ "src/rfm.md": PAGE });
  root = project.root;
  const data = await exportMarts(project.warehouse);
  await buildSite({ root, out: join(root, "served/some/where"), data });
  // Under a path of its own, as many sites are.
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
  path: string,
  see: (card: Locator, tab: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const tab = await context.newPage();
  const watched = watchPage(tab, site.address);
  await tab.goto(address + path);
  await watched.settled();
  await see(tab.locator("#bars"), tab);
  expect(watched.problems).toEqual([]);
  await context.close();
}

const opener = (card: Locator) => card.locator(".menu > button");
const list = (card: Locator) => card.getByRole("menu");

test("the menu is worked by keyboard and leads back to its button", async () => {
  await open("en/rfm.html", async (card, tab) => {
    const focused = () => tab.evaluate(() => document.activeElement?.textContent);
    await opener(card).focus();
    await tab.keyboard.press("Enter");
    expect(await focused()).toBe("Picture (PNG)");
    expect(await opener(card).getAttribute("aria-expanded")).toBe("true");
    await tab.keyboard.press("ArrowDown");
    expect(await focused()).toBe("Picture (SVG)");
    await tab.keyboard.press("End");
    expect(await focused()).toBe("Copy link");
    await tab.keyboard.press("ArrowDown");
    expect(await focused()).toBe("Picture (PNG)");
    await tab.keyboard.press("ArrowUp");
    expect(await focused()).toBe("Copy link");
    await tab.keyboard.press("Home");
    expect(await focused()).toBe("Picture (PNG)");
    await tab.keyboard.press("Escape");
    expect(await focused()).toBe("Save or share");
    expect(await list(card).isVisible()).toBe(false);
    expect(await opener(card).getAttribute("aria-expanded")).toBe("false");
    await tab.keyboard.press("ArrowUp");
    expect(await focused()).toBe("Copy link");
    await tab.keyboard.press("Tab");
    expect(await list(card).isVisible()).toBe(false);
    expect(await tab.evaluate(() => document.activeElement?.closest(".card")?.id)).toBe("words");
  });
});

test("the menu closes when the reader turns to something else", async () => {
  await open("en/rfm.html", async (card, tab) => {
    await opener(card).click();
    expect(await list(card).isVisible()).toBe(true);
    await opener(card).click();
    expect(await list(card).isVisible()).toBe(false);
    await opener(card).click();
    await tab.locator("h1").click();
    expect(await list(card).isVisible()).toBe(false);
  });
});

test.each(["light", "dark"] as const)(
  "the open menu fits a phone and hinders nobody, %s",
  async (colorScheme) => {
    await open(
      "zh/rfm.html",
      async (card, tab) => {
        await opener(card).click();
        const box = await list(card).boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
        expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await findViolations(tab)).toEqual([]);
        await tab.emulateMedia({ media: "print" });
        expect(await list(card).isVisible()).toBe(false);
      },
      { viewport: { width: 390, height: 844 }, colorScheme },
    );
  },
);

test("the SVG stands alone: title, legend, chart, note and source, in colours that every program knows", async () => {
  await open("en/rfm.html?size=large", async (card, tab) => {
    const { name, bytes } = await take(card, "save_svg");
    expect(name).toBe("bars_2025-12-31.svg");
    const texts = await tab.evaluate((text) => {
      const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      return [svg.localName, ...[...svg.querySelectorAll("text")].map((node) => node.textContent)];
    }, bytes.toString());
    expect(texts.slice(0, 5)).toEqual(["svg", "The finding", "What is measured, large", "Top", "Potential"]);
    expect(texts).toContain("on the bar");
    expect(texts.join(" ")).toContain("words of the chart & <b>, that are long enough");
    expect(texts).toContain("The note");
    expect(texts.at(-1)).toBe("Source: tierboard (marts.demo_grid, marts.other) · Data as of Dec 31, 2025");
    expect(texts.join(" ")).not.toMatch(/ears only|click me|Small|SQL|Save/);
    const svg = bytes.toString();
    expect(svg).toMatch(/fill="#1c417c"/);
    expect(svg).toMatch(/fill="#[0-9a-f]{6}" fill-opacity="0\.5"/);
    expect(svg).not.toMatch(/var\(|oklab|color-mix|foreignObject|<script|<style|class=|href=|currentColor/i);
    expect(await tab.locator(".picture").count()).toBe(0);
  });
});

test("the PNG has two dots to a pixel and the colours as seen", async () => {
  for (const [colorScheme, paper, bar] of [
    ["light", [255, 255, 255], [28, 65, 124]],
    ["dark", [25, 28, 36], [145, 182, 239]],
  ] as const) {
    await open(
      "zh/rfm.html",
      async (card, tab) => {
        const { name, bytes } = await take(card, "save_png", "zh");
        expect(name).toBe("bars_2025-12-31.png");
        const { width } = sizeOfPng(bytes);
        expect(width).toBe(2 * (await card.evaluate((node) => node.clientWidth)));
        const { corner, colours } = await tab.evaluate(async (data) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context?.drawImage(image, 0, 0);
          const all = context?.getImageData(0, 0, image.width, image.height).data ?? [];
          const counts: Record<string, number> = {};
          for (let place = 0; place < all.length; place += 4) {
            const key = `${all[place]},${all[place + 1]},${all[place + 2]}`;
            counts[key] = (counts[key] ?? 0) + 1;
          }
          return { corner: [...all.slice(-4, -1)], colours: counts };
        }, bytes.toString("base64"));
        expect(corner).toEqual([...paper]);
        // Half of the chart's width, 30 pixels high, at two dots to a pixel.
        const chartWidth = await card.locator(".chart").evaluate((node) => node.clientWidth);
        expect(colours[bar.join(",")]).toBeGreaterThan(4 * 30 * (chartWidth / 2) * 0.9);
      },
      { colorScheme, viewport: { width: 800, height: 800 } },
    );
  }
});

test("a long line of a picture is broken where the page breaks it", async () => {
  await open(
    "en/rfm.html",
    async (card, tab) => {
      const { bytes } = await take(card, "save_svg");
      const lines = await tab.evaluate((text) => {
        const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
        return [...svg.querySelectorAll("text")].map((node) => node.textContent ?? "");
      }, bytes.toString());
      const first = lines.findIndex((line) => line.startsWith("words of"));
      const last = lines.findIndex((line) => line.endsWith("upright"));
      expect(last - first).toBeGreaterThanOrEqual(2);
      expect(lines.slice(first, last + 1).join(" ")).toBe(
        "words of the chart & <b>, that are long enough to be broken into two lines wherever there is little room, as on a phone held upright",
      );
    },
    { viewport: { width: 390, height: 844 } },
  );
});

test("the Excel file holds real numbers and days, texts that are never run, and what is hidden stays hidden", async () => {
  // The days must not hang on the reader's time zone.
  for (const timezoneId of ["America/Los_Angeles", "Asia/Shanghai"]) {
    await open(
      "en/rfm.html",
      async (card) => {
        const { name, bytes } = await take(card, "save_excel");
        expect(name).toBe("bars_2025-12-31.xlsx");
        const [data, about] = readWorkbook(bytes);
        expect([data?.name, about?.name]).toEqual(["bars", "About"]);
        expect(data?.cells.map((row) => row.map((cell) => cell?.v))).toEqual([
          ["Day", "Month", "=Text", "Customers", "Revenue", "Share", "Mapped"],
          [46022, 46022, "=1+1", 12, 1234.5, 0.25, true],
          [45716, 45716, "+A1 bell", "hidden", undefined, undefined, false],
          [36191, 36191, "@SUM(A1)", 1_000_000, -0.5, 1, true],
        ]);
        expect(data?.cells[1]?.map((cell) => cell?.t)).toEqual(["n", "n", "s", "n", "n", "n", "b"]);
        expect(data?.cells.flat().filter((cell) => cell?.f)).toEqual([]);
        expect(data?.cells[1]?.map((cell) => cell?.w)).toEqual([
          "2025-12-31",
          "2025-12",
          "=1+1",
          "12",
          "€1,234.50",
          "25.0%",
          "TRUE",
        ]);
        expect(about?.cells.map(([key, value]) => [key?.v, value?.w])).toEqual([
          ["Finding", "The finding"],
          ["What is measured", "What is measured, small"],
          ["Data as of", "2025-12-31"],
          ["Amounts in", "EUR"],
          ["Source", "tierboard"],
          ["SQL relation", "marts.demo_grid, marts.other"],
          ["“hidden”", expect.stringContaining("fewer than 7 customers")],
        ]);
      },
      { timezoneId },
    );
  }
});

test("the CSV holds the data as it is, and no text that is run", async () => {
  await open("zh/rfm.html", async (card) => {
    const { name, bytes } = await take(card, "save_csv", "zh");
    expect(name).toBe("bars_2025-12-31.csv");
    expect(bytes.toString().split("\r\n").slice(0, 3)).toEqual([
      "\ufeffday,month,text,customers,revenue,share,is_mapped",
      "2025-12-31,2025-12-31,'=1+1,12,1234.5,0.25,true",
      "2025-02-28,2025-02-28,'+A1 bell\u0007,,,,false",
    ]);
  });
});

test("a table can be taken as a chart is", async () => {
  await open("en/rfm.html", async (_, tab) => {
    const { name, bytes } = await take(tab.locator("#words"), "save_png");
    expect(name).toBe("words_2025-12-31.png");
    expect(sizeOfPng(bytes).height).toBeGreaterThan(200);
  });
});

test("what takes a picture or writes a workbook is fetched when it is asked for, once", async () => {
  await open("en/rfm.html", async (card, tab) => {
    const scripts: string[] = [];
    tab.on("request", (request) => scripts.push(request.url()));
    await take(card, "save_csv");
    expect(scripts.filter((url) => !url.startsWith("blob:"))).toEqual([]);
    await take(card, "save_svg");
    const picture = scripts.filter((url) => url.endsWith(".js"));
    expect(picture.length).toBeGreaterThan(0);
    await take(card, "save_png");
    expect(scripts.filter((url) => url.endsWith(".js"))).toEqual(picture);
    await take(card, "save_excel");
    expect(scripts.filter((url) => url.endsWith(".js")).length).toBeGreaterThan(picture.length);
  });
});

test("when the site has been published anew meanwhile, the reader is told to load it again", async () => {
  const tab = await browser.newPage();
  await tab.goto(`${address}zh/rfm.html`);
  await watchPage(tab, site.address).settled();
  await tab.route("**/assets/*.js", (route) => route.fulfill({ status: 404 }));
  await choose(tab.locator("#bars"), "save_png", "zh");
  await tab.locator("#bars .status", { hasText: "未能完成，请刷新页面后重试。" }).waitFor();
  await tab.close();
});

test("a link shows the card it was copied from, in the state it had, and marks it", async () => {
  await open("en/rfm.html?size=large", async (_, tab) => {
    const card = tab.locator("#last");
    await choose(card, "copy_link");
    await expect.poll(() => card.getByRole("status").textContent()).toBe("Link copied");
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe("Save or share");
    const link = await tab.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${address}en/rfm.html?size=large#last`);
    await tab.goto("about:blank");
    await tab.goto(link);
    await expect
      .poll(() => card.evaluate((node) => node.getBoundingClientRect().bottom <= innerHeight))
      .toBe(true);
    expect(await tab.locator(".linked").evaluateAll((nodes) => nodes.map(({ id }) => id))).toEqual(["last"]);
    expect(await tab.locator("#bars .subtitle").textContent()).toContain("large");
    await tab.evaluate(() => {
      location.hash = "bars";
    });
    await tab.locator("#bars.linked").waitFor();
    expect(await tab.locator(".linked").count()).toBe(1);
    // The mark stays when a control makes the card anew.
    await tab.locator("#bars label", { hasText: "Small" }).click();
    await tab.locator("#bars .subtitle", { hasText: "small" }).waitFor();
    expect(await tab.locator("#bars.linked").count()).toBe(1);
  });
});

test("where nothing may be copied the link is shown", async () => {
  await open("en/rfm.html", async (card, tab) => {
    await tab.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    });
    await choose(card, "copy_link");
    await expect.poll(() => card.getByRole("status").textContent()).toBe(`${address}en/rfm.html#bars`);
  });
});

test("an address whose name cannot be read shows the page", async () => {
  await open("en/rfm.html#%E0%A4%A", async (card) => {
    expect(await card.locator("svg").count()).toBeGreaterThan(0);
  });
});
