import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contract } from "../loaders/contract.ts";
import { orderModels } from "../loaders/sql/graph.ts";
import { readModels } from "../loaders/sql/read_models.ts";
import { PAGE_CHARTS } from "../src/components/page_charts.ts";
import { en } from "../src/messages/en.ts";
import { root } from "./warehouse/build.ts";
import { singleModels } from "./warehouse/single_models.ts";

const files = (folder: string) => readdirSync(folder).filter((file) => file.endsWith(".sql"));
const sql = (path: string) => readFileSync(path, "utf8");
const named = (section: object) => Object.keys(section).sort();

test("every check says in words what holds", () => {
  expect(named(en.check)).toEqual(
    files("sql/checks")
      .map((file) => file.replace(".sql", ""))
      .sort(),
  );
});

test("every reason for a rejection has words", () => {
  const staging = files("sql/staging").map((file) => sql(`sql/staging/${file}`));
  const reasons = staging.flatMap((text) =>
    [...text.matchAll(/(?:then |\n {4})'((?:missing|unreadable|repeated|early|future)_\w+)'/g)].map(
      ([, reason]) => reason,
    ),
  );
  expect(reasons.length).toBeGreaterThan(20);
  expect([...new Set(reasons)].sort()).toEqual(named(en.reason));
});

test("every source and column of the contract has words", () => {
  expect(named(en.source)).toEqual(Object.keys(contract).sort());
  const columns = Object.values(contract).flatMap((table) => table.map(({ name }) => name));
  expect(named(en.column)).toEqual([...new Set(columns)].sort());
});

test("completeness looks at the very columns of the contract", () => {
  const rows = [...sql("sql/marts/completeness.sql").matchAll(/\('(\w+)', (\d+), '(\w+)', (true|false)\)/g)];
  const counted = rows.map(
    ([, source, place, column, isRequired]) => `${source} ${place} ${column} ${isRequired}`,
  );
  const wanted = Object.entries(contract).flatMap(([source, columns]) =>
    columns.map(({ name, required }, index) => `${source} ${index + 1} ${name} ${required}`),
  );
  expect(counted).toEqual(wanted);
});

test("every threshold and each of its columns has words", async () => {
  const models = await singleModels();
  const thresholds = orderModels(readModels(root)).filter(({ model }) => model.layer === "thresholds");
  await models.run(...thresholds.map(({ model }) => model.name));
  const columns = await models.rows(
    "select distinct column_name from information_schema.columns where table_schema = 'thresholds'",
  );
  models.close();
  expect(named(en.threshold)).toEqual(
    files("sql/thresholds")
      .map((file) => file.replace(".sql", ""))
      .sort(),
  );
  // The presets' source and note stand with their maps.
  expect(named(en.threshold_column)).toEqual(
    columns
      .map(([name]) => String(name))
      .filter((name) => name !== "source" && name !== "note")
      .sort(),
  );
});

test("every chart of the index has words", () => {
  const charts = Object.entries(PAGE_CHARTS).flatMap(([page, { charts }]) =>
    Object.keys(charts).map((chart) => `${page}_${chart}`),
  );
  expect(named(en.chart)).toEqual(charts.sort());
});
