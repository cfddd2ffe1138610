import { cp, mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeTinyWarehouse } from "../tiny_warehouse.ts";

const project = resolve(import.meta.dirname, "../..");

/** A project of one page and one mart, with the real components: for tests of the shell itself. */
export async function makeDemoProject(files: Readonly<Record<string, string>> = {}) {
  const root = await mkdtemp(join(tmpdir(), "tierboard-demo-"));
  await symlink(join(project, "node_modules"), join(root, "node_modules"));
  for (const part of ["components", "messages", "style.css"]) {
    await cp(join(project, "src", part), join(root, "src", part), {
      recursive: true,
    });
  }
  for (const [path, text] of Object.entries({
    "src/rfm.md": PAGE,
    "sql/marts/demo_grid.sql": MART,
    ...files,
  })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const warehouse = join(root, "warehouse.duckdb");
  await makeTinyWarehouse(warehouse, { name: "demo_grid", sql: MART });
  return { root, warehouse };
}

const MART = `-- One row per cell of recency and frequency scores.
-- grain: r_score, f_score

select
    r_score::integer as r_score,
    f_score::integer as f_score,
    case when r_score = 1 and f_score = 5 then null else 37 * r_score * f_score end::integer as customers,
    (1000.5 * r_score * f_score * f_score)::double as revenue,
    case when r_score > 3 then 'champions' else '<script>alert(1)</script>' end::varchar as segment,
    date '2025-12-31' as as_of
from range(1, 6) as recencies (r_score), range(1, 6) as frequencies (f_score)
`;

const PAGE = `# {{rfm.title}}

{{shell.not_found_hint}}

\`\`\`js
import * as Plot from "@observablehq/plot";
import { select, segmented, toolbar } from "./components/controls.js";
import { tableOf } from "./components/data_table.js";
import { formatCustomers, formatMoney } from "./components/format.js";
import { element } from "./components/element.js";
import { frame } from "./components/frame.js";
import { legend } from "./components/legend.js";
import { heat, heatInk } from "./components/palette.js";
import { readMart } from "./components/read_mart.js";
import { label, message } from "./messages/index.js";
\`\`\`

\`\`\`js
const mart = await readMart(FileAttachment("data/demo_grid.arrow"));
\`\`\`

\`\`\`js
const options = ["customers", "revenue"].map((key) => [key, label("measure", key)]);
const measureControl = segmented({ name: "measure", label: label("measure", "customers"), options });
const modelControl = select({ name: "model", label: label("model", "score_tier"), options });
const measure = Generators.input(measureControl);
display(toolbar(measureControl, modelControl));
\`\`\`

\`\`\`js
const cells = mart.objects();
const most = Math.max(...cells.map((cell) => cell[measure] ?? 0));
const show = measure === "revenue" ? formatMoney : formatCustomers;
const grid = frame({
  name: "demo_grid",
  title: message("shell.customers", { count: cells.reduce((sum, cell) => sum + (cell.customers ?? 0), 0) }),
  subtitle: label("measure", measure),
  sql: "marts.demo_grid",
  table: tableOf(cells, [
    { name: "r_score", label: "R", value: (cell) => cell.r_score },
    { name: "f_score", label: "F", value: (cell) => cell.f_score },
    { name: "segment", label: label("model", "segment"), value: (cell) => cell.segment },
    { name: measure, label: label("measure", measure), value: (cell) => cell[measure], format: show },
  ]),
  chart: (width) => Plot.plot({
    width,
    height: Math.min(420, width * 0.7),
    x: { type: "band", label: "R" },
    y: { type: "band", label: "F", reverse: true },
    marks: [
      Plot.cell(cells, { x: "r_score", y: "f_score", inset: 1, fill: (cell) => heat((cell[measure] ?? 0) / most) }),
      Plot.text(cells, { x: "r_score", y: "f_score", text: (cell) => show(cell[measure]), fill: (cell) => heatInk((cell[measure] ?? 0) / most) }),
    ],
  }),
});
const names = element("div", { class: "card" }, legend("score_tier", ["top", "potential", "general", "dormant"]));
\`\`\`

<div class="grid-2">\${grid}\${names}</div>
`;
