import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import { buildSite } from "../loaders/site.ts";
import { makeDemoProject } from "./site/demo_project.ts";

const made: string[] = [];

afterEach(async () => {
  for (const root of made.splice(0)) await rm(root, { recursive: true });
});

/** Builds a site whose only page is `page`. */
async function build(page: string, files: Record<string, string> = {}): Promise<void> {
  const { root, warehouse } = await makeDemoProject({ "src/rfm.md": page, ...files });
  made.push(root);
  await buildSite({ root, out: join(root, "dist"), data: await exportMarts(warehouse), locales: ["en"] });
}

const failure = (file: string, message: RegExp, line?: number) =>
  expect.objectContaining({
    name: "UserError",
    message: expect.stringMatching(message),
    place: expect.objectContaining({ file: expect.stringMatching(`${file}$`), ...(line ? { line } : {}) }),
    fix: expect.stringMatching(/./),
  });

const cell = (...lines: string[]) => ["```js", ...lines, "```", ""].join("\n");

test("a page that is right builds", async () => {
  await expect(build(`# {{rfm.title}}\n\n${cell("display(1 + 1)")}`)).resolves.toBeUndefined();
});

test("a text that no language has", async () => {
  await expect(build("# {{rfm.title}}\n\nHello {{rfm.tilte}}\n")).rejects.toThrow(
    failure("src/rfm.md", /rfm\.tilte/, 3),
  );
});

test("a script that does not parse", async () => {
  await expect(build(`# RFM\n\n${cell("const a = ;")}`)).rejects.toThrow(
    failure("src/rfm.md", /Unexpected token/),
  );
});

test.each(["Plot", "html", "aq", "d3", "Inputs"])(
  "%s, which Framework would fetch from a CDN",
  async (name) => {
    await expect(build(`# RFM\n\n${cell("const a = 1;", `display(${name}.x)`)}`)).rejects.toThrow(
      failure("src/rfm.md", new RegExp(`"${name}"`), 5),
    );
  },
);

test("a name that the page imports itself is its own", async () => {
  const page = `# RFM\n\n${cell('import * as Plot from "@observablehq/plot";')}\n${cell("display(Plot.version)")}`;
  await expect(build(page)).resolves.toBeUndefined();
});

test("data that no mart makes", async () => {
  await expect(build(`# RFM\n\n${cell('const a = FileAttachment("data/nothing.arrow");')}`)).rejects.toThrow(
    failure("src/rfm.md", /data\/nothing\.arrow/),
  );
});

test("an import that leads nowhere", async () => {
  await expect(build(`# RFM\n\n${cell('import { x } from "./components/nothing.js";')}`)).rejects.toThrow(
    failure("src/rfm.md", /nothing\.js/),
  );
});

test("a name that a component does not have", async () => {
  const page = `# RFM\n\n${cell('import { nothing } from "./components/about.js";')}\n${cell("display(nothing)")}`;
  await expect(build(page)).rejects.toThrow(failure("src/rfm.md", /nothing/));
});

test("a component that does not parse", async () => {
  const page = `# RFM\n\n${cell('import { x } from "./components/broken.js";')}\n${cell("display(x)")}`;
  const component = "export const x = 1;\nexport const y = ;\n";
  await expect(build(page, { "src/components/broken.ts": component })).rejects.toThrow(
    failure("src/components/broken.ts", /Unexpected/, 2),
  );
});

test("a style sheet that does not parse", async () => {
  await expect(build("# RFM\n", { "src/style.css": "a { color: red;\n}}\n" })).rejects.toThrow(
    failure("src/style.css", /./, 2),
  );
});
