import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { exportMarts } from "../../loaders/export.ts";
import { type Serving, serve } from "../../loaders/serve.ts";
import { buildSite } from "../../loaders/site.ts";
import { makeDemoProject } from "./demo_project.ts";

let root: string;
let site: Serving;
let browser: Browser;

beforeAll(async () => {
  const project = await makeDemoProject();
  root = project.root;
  await buildSite({ root, out: join(root, "dist"), data: await exportMarts(project.warehouse) });
  site = await serve(join(root, "dist"), { port: 0 });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await rm(root, { recursive: true });
});

async function open(path: string, see: (tab: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const tab = await context.newPage();
  const watched = watchPage(tab, site.address);
  await tab.goto(site.address + path);
  await watched.settled();
  await see(tab);
  expect(watched.problems).toEqual([]);
  await context.close();
}

test("markup in the data is shown as text", async () => {
  await open("en/rfm.html", async (tab) => {
    await tab.evaluate("window.alert = () => { throw new Error('a script in the data ran') }");
    await tab.locator("[aria-controls='demo_grid-table']").click();
    expect(await tab.locator(".panel td", { hasText: "<script>alert(1)</script>" }).count()).toBeGreaterThan(
      0,
    );
  });
});

test("a hidden count says so in the chart, the table and each language", async () => {
  for (const [path, text] of [
    ["en/rfm.html", "hidden"],
    ["zh/rfm.html", "隐去"],
  ] as const) {
    await open(path, async (tab) => {
      expect(await tab.locator(".chart svg text", { hasText: text }).count()).toBe(1);
      await tab.locator("[aria-controls='demo_grid-table']").click();
      expect(await tab.locator(".panel td", { hasText: text }).count()).toBe(1);
    });
  }
});

test("the SQL is the mart's own and can be copied", async () => {
  await open("en/rfm.html", async (tab) => {
    await tab.locator("[aria-controls='demo_grid-sql']").click();
    await tab.locator(".listing pre").waitFor();
    expect(await tab.locator(".listing-head code").textContent()).toBe("sql/marts/demo_grid.sql");
    await tab.locator(".listing button").click();
    await expect
      .poll(() => tab.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^-- One row per cell[\s\S]*from range\(1, 6\)/);
  });
});

test("a control changes the chart and the address, without a step in the history", async () => {
  await open("en/rfm.html?other=kept#demo_grid", async (tab) => {
    const before = await tab.evaluate(() => history.length);
    await tab.locator("label", { hasText: "Revenue" }).first().click();
    await tab.locator(".subtitle", { hasText: "Revenue" }).waitFor();
    expect(tab.url()).toBe(`${site.address}en/rfm.html?other=kept&measure=revenue#demo_grid`);
    expect(await tab.evaluate(() => history.length)).toBe(before);
    await tab.locator(".segments label", { hasText: "Customers" }).click();
    await tab.locator(".subtitle", { hasText: "Customers" }).waitFor();
    expect(tab.url()).toBe(`${site.address}en/rfm.html?other=kept#demo_grid`);
  });
});

test("an address that asks for what there isn't shows the default", async () => {
  await open("en/rfm.html?measure=%3Cscript%3E", async (tab) => {
    expect(await tab.locator(".subtitle").textContent()).toBe("Customers");
  });
});

test("going back to another view of the page shows it", async () => {
  await open("en/rfm.html", async (tab) => {
    await tab.evaluate(() => history.pushState(null, "", "?measure=revenue"));
    await tab.evaluate(() => history.pushState(null, "", "?measure=customers"));
    await tab.goBack();
    await tab.locator(".subtitle", { hasText: "Revenue" }).waitFor();
    await tab.goBack();
    await tab.locator(".subtitle", { hasText: "Customers" }).waitFor();
  });
});

test("a chart is drawn anew at another width", async () => {
  await open("en/rfm.html", async (tab) => {
    const width = () => tab.locator(".chart svg").evaluate((svg) => Number(svg.getAttribute("width")));
    const wide = await width();
    await tab.setViewportSize({ width: 400, height: 800 });
    await expect.poll(width).toBeLessThan(wide);
    await expect.poll(width).toBeLessThanOrEqual(400);
  });
});

test("a chart that fails says so and leaves the others", async () => {
  const page = `# RFM

\`\`\`js
import { element } from "./components/element.js";
import { responsive } from "./components/responsive.js";
display(responsive(() => { throw new Error("no colour"); }));
display(responsive(() => element("p", { id: "other" }, "drawn")));
\`\`\`
`;
  const project = await makeDemoProject({ "src/rfm.md": page });
  await buildSite({
    root: project.root,
    out: join(project.root, "dist"),
    data: await exportMarts(project.warehouse),
  });
  const other = await serve(join(project.root, "dist"), { port: 0 });
  const tab = await browser.newPage();
  await tab.goto(`${other.address}zh/rfm.html`);
  await tab.locator("#other").waitFor();
  expect(await tab.locator(".failed").textContent()).toBe("这张图未能画出：no colour");
  await tab.close();
  await other.close();
  await rm(project.root, { recursive: true });
});

test("the keyboard reaches the content first, then the pages, the controls and the buttons", async () => {
  await open("en/rfm.html", async (tab) => {
    const order: string[] = [];
    while (order.at(-1) !== "demo_grid-sql" && order.length < 20) {
      await tab.keyboard.press("Tab");
      const { name, outlined } = await tab.evaluate(() => {
        const node = document.activeElement as HTMLElement;
        const style = getComputedStyle(node.matches("input") ? (node.nextElementSibling ?? node) : node);
        return {
          name: node.getAttribute("aria-controls") ?? node.textContent?.trim() ?? "",
          outlined: style.outlineStyle !== "none",
        };
      });
      expect(outlined, `focus on ${name} is seen`).toBe(true);
      order.push(name);
    }
    const steps = ["Skip to the content", "RFM", "demo_grid-table", "demo_grid-sql"].map((name) =>
      order.indexOf(name),
    );
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps).not.toContain(-1);
  });
});

test("the site of one language has no switch", async () => {
  const data = await exportMarts(join(root, "warehouse.duckdb"));
  await buildSite({ root, out: join(root, "one"), data, locales: ["en"] });
  const html = await readFile(join(root, "one/en/rfm.html"), "utf8");
  expect(html).not.toContain("data-language");
  expect(await readFile(join(root, "one/index.html"), "utf8")).not.toContain("zh");
});

test("a link to a card shows it, though it is drawn later", async () => {
  const chart = (
    name: string,
  ) => `display(frame({ name: "${name}", title: "${name}", sql: "marts.demo_grid", table: tableOf([], []),
  chart: (width) => element("p", { style: "height: 900px" }, String(width)) }));`;
  const page = `# RFM

\`\`\`js
import { tableOf } from "./components/data_table.js";
import { element } from "./components/element.js";
import { frame } from "./components/frame.js";
\`\`\`

\`\`\`js
${["one", "two", "three"].map(chart).join("\n")}
\`\`\`
`;
  const project = await makeDemoProject({ "src/rfm.md": page });
  await buildSite({
    root: project.root,
    out: join(project.root, "dist"),
    data: await exportMarts(project.warehouse),
  });
  const other = await serve(join(project.root, "dist"), { port: 0 });
  const tab = await browser.newPage();
  await tab.goto(`${other.address}en/rfm.html#three`);
  await expect
    .poll(() => tab.locator("#three").evaluate((card) => Math.abs(card.getBoundingClientRect().top) < 40))
    .toBe(true);
  await tab.close();
  await other.close();
  await rm(project.root, { recursive: true });
});
