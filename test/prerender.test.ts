import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import { buildSite } from "../loaders/site.ts";
import { makeDemoProject } from "./site/demo_project.ts";

const made: string[] = [];

afterEach(async () => {
  for (const root of made.splice(0)) await rm(root, { recursive: true });
});

const cell = (...lines: string[]) => ["```js", ...lines, "```", ""].join("\n");

/** The page with these cells as it is built, the card `card` to be prerendered. */
async function built(...cells: string[]): Promise<string> {
  const page = ["---", "prerender: card", "---", "", "# RFM", "", IMPORTS, ...cells].join("\n");
  const { root, warehouse } = await makeDemoProject({ "src/rfm.md": page });
  made.push(root);
  await buildSite({ root, out: join(root, "dist"), data: await exportMarts(warehouse), locales: ["en"] });
  return (await readFile(join(root, "dist/en/rfm.html"), "utf8")).replace(/<style>.*?<\/style>/s, "");
}

const IMPORTS = cell(
  'import { element } from "./components/element.js";',
  'import { responsive } from "./components/responsive.js";',
  'import { readMart } from "./components/read_mart.js";',
);
const CARD = 'element("div", { id: "card" }, responsive((width) => element("p", {}, "drawn for ", width)))';

test("a page holds what its cells show as far as the card, and no further", async () => {
  const html = await built(
    cell('display(element("p", {}, "above"));'),
    cell(`display(${CARD});`),
    cell('display(element("p", {}, "below"));'),
  );
  const drawn = [...html.matchAll(/<observablehq-loading inert>(.*?)<\/observablehq-loading><!--:/g)];
  expect(drawn.map(([, shown]) => shown)).toEqual([
    "<p>above</p>",
    '<div id="card"><div class="chart"><div class="at-wide"><p>drawn for 1126</p></div><div class="at-narrow"><p>drawn for 324</p></div></div></div>',
  ]);
});

test("it paints before it asks for scripts", async () => {
  const html = await built(cell(`display(${CARD});`));
  expect(html).not.toMatch(/^<link rel="(modulepreload|preload)|<script type="module"/m);
  expect(html).toMatch(/import\("\.\/assets\/rfm-\w+\.js"\)/);
});

test("markup in the data is text there too", async () => {
  const html = await built(
    cell(
      'const rows = (await readMart(FileAttachment("data/demo_grid.arrow"))).objects();',
      'display(element("p", { id: "card", title: rows[0].segment }, rows[0].segment, " $& $1"));',
    ),
  );
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; $&amp; $1</p>");
  expect(html).not.toContain("<script>alert(1)</script> $");
});

test.each([
  ["that does not show the card", [cell('display(element("p", {}, "drawn"));')]],
  [
    "whose chart fails",
    [cell('display(element("p", { id: "card" }, responsive(() => { throw new Error("no colour"); })));')],
  ],
  ["whose cell fails", [cell('throw new Error("no data");', `display(${CARD});`)]],
])("a page %s is drawn in the browser", async (_, cells) => {
  const html = await built(...cells);
  expect(html).not.toContain("inert");
  expect(html).toContain('<script type="module"');
});
