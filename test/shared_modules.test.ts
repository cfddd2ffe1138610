import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedModules } from "../loaders/shared_modules.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "shared-"));
  await mkdir(join(root, "components"));
  const write = (name: string, text: string) => writeFile(join(root, "components", `${name}.ts`), text);
  await write("frame", 'import { element } from "./element.js";\nimport type { Words } from "./words.js";\n');
  await write("matrix", 'import {\n  element,\n  type Element,\n} from "./element.js";\n');
  await write(
    "element",
    'export { a } from "./attribute.js";\nimport * as Plot from "@observablehq/plot";\n',
  );
  for (const name of ["attribute", "words", "alone"]) await write(name, "export const a = 1;\n");
});

afterAll(() => rm(root, { recursive: true }));

test("modules that two pages reach are shared, those of one page and mere types are not", () => {
  const pages = [
    'import { frame } from "./components/frame.js";\nimport { alone } from "./components/alone.js";',
    'import { matrix } from "./components/matrix.js";',
  ];
  expect(sharedModules(root, pages)).toEqual(["./components/attribute.js", "./components/element.js"]);
});

test("one page shares nothing", () => {
  expect(sharedModules(root, ['import { frame } from "./components/frame.js";'])).toEqual([]);
});
