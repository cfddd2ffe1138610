import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromArrow } from "arquero";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exportMarts } from "../loaders/export.ts";
import { makeTinyWarehouse } from "./tiny_warehouse.ts";

let folder: string;
let warehouse: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "export-"));
  warehouse = join(folder, "warehouse.duckdb");
});

afterEach(() => rm(folder, { recursive: true }));

const makeWarehouse = (sql: string, lastDay = "2025-11-15") =>
  makeTinyWarehouse(warehouse, { name: "made", sql, lastDay });

const rowsOf = (content: Uint8Array | undefined) =>
  fromArrow(content ?? new Uint8Array(), { useDate: true }).objects();

test("a mart arrives as it is: numbers, texts, days, truth and nothing", async () => {
  await makeWarehouse(`-- A row.
-- grain: number
select * from (values
  (2::integer, null::double, '<b>二</b>', date '1969-12-31', false),
  (1::integer, 0.5::double, null::varchar, null::date, null::boolean),
  (-3::integer, 1e300::double, '', date '2025-12-31', true)
) as made (number, share, word, day, truth)`);
  const { files } = await exportMarts(warehouse);
  expect([...files.keys()].sort()).toEqual(["catalog.json", "check_results.arrow", "made.arrow"]);
  expect(rowsOf(files.get("check_results.arrow"))).toEqual([
    { check: "sums", says: "A row that is wrong.", failing_rows: 0, is_warning: false },
  ]);
  expect(rowsOf(files.get("made.arrow"))).toEqual([
    { number: -3, share: 1e300, word: "", day: new Date("2025-12-31"), truth: true },
    { number: 1, share: 0.5, word: null, day: null, truth: null },
    { number: 2, share: null, word: "<b>二</b>", day: new Date("1969-12-31"), truth: false },
  ]);
});

test("the same rows are the same bytes, so that their file keeps its name", async () => {
  await makeWarehouse("-- A row.\n-- grain: word\nselect * from (values ('a'), ('b')) as made (word)");
  const [first, again] = [await exportMarts(warehouse), await exportMarts(warehouse)];
  expect(first.files).toEqual(again.files);
});

test("a mart without rows keeps its columns", async () => {
  await makeWarehouse("-- A row.\nselect 1::integer as number, 'x' as word where false");
  const { files } = await exportMarts(warehouse);
  expect(fromArrow(files.get("made.arrow") ?? new Uint8Array()).columnNames()).toEqual(["number", "word"]);
});

test("a column of nothing but nulls stays one", async () => {
  await makeWarehouse(
    "-- A row.\nselect null::varchar as word, null::date as day, null::double as share from range(3)",
  );
  expect(rowsOf((await exportMarts(warehouse)).files.get("made.arrow"))).toEqual(
    Array(3).fill({ word: null, day: null, share: null }),
  );
});

test("a mart is split by the columns that its header names", async () => {
  await makeWarehouse(`-- A row.
-- grain: model, preset, number
-- files: model, preset
select * from (values ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 3), ('a', 'x', 4)) as made (model, preset, number)`);
  const { files } = await exportMarts(warehouse);
  expect([...files.keys()].sort()).toEqual([
    "catalog.json",
    "check_results.arrow",
    "made.a.x.arrow",
    "made.a.y.arrow",
    "made.b.x.arrow",
  ]);
  expect(rowsOf(files.get("made.a.x.arrow"))).toEqual([{ number: 1 }, { number: 4 }]);
});

test("a part of a day is named by the ISO day", async () => {
  await makeWarehouse("-- A row.\n-- files: day\nselect 1::integer as number, date '2025-12-31' as day");
  expect((await exportMarts(warehouse)).files.has("made.2025-12-31.arrow")).toBe(true);
});

test("a split by a column that is not there is an error", async () => {
  await makeWarehouse("-- A row.\n-- files: model\nselect 1::integer as number");
  await expect(exportMarts(warehouse)).rejects.toThrow(/split by "model"/);
});

test("more texts than a byte counts", async () => {
  await makeWarehouse(
    "-- A row.\n-- grain: number\nselect number::integer as number, 'w' || number as word from range(40000) as made (number)",
  );
  const { files } = await exportMarts(warehouse);
  const rows = rowsOf(files.get("made.arrow")) as { word: string }[];
  expect([rows.length, rows[0]?.word, rows[39_999]?.word]).toEqual([40_000, "w0", "w39999"]);
});

test("a column that pages cannot read is an error that names file and cast", async () => {
  await makeWarehouse("-- A row.\nselect sum(number) as total from range(3) as made (number)");
  await expect(exportMarts(warehouse)).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/"total" of marts\.made is HUGEINT/),
      place: { file: "sql/marts/made.sql" },
      fix: expect.stringContaining("total::double as total"),
    }),
  );
});

test("the catalog tells the days, the decisions in force and each model's SQL", async () => {
  await makeWarehouse("-- A row.\nselect 1::integer as number");
  const { files, about } = await exportMarts(warehouse);
  expect(about).toMatchObject({ as_of: "2025-11-15", as_of_is_partial: true, currency: "EUR", fewest: 7 });
  expect(about.named).toEqual([
    { section: "preset", key: "house", en: "House", zh: null, place: null },
    { section: "preset_note", key: "house", en: "Ours.", zh: "Ours.", place: null },
    { section: "segment", key: "friends", en: null, zh: null, place: 1 },
    { section: "segment", key: "gold", en: "Gilt", zh: null, place: 0 },
  ]);
  const catalog = JSON.parse(new TextDecoder().decode(files.get("catalog.json")));
  expect(catalog.snapshots).toEqual(["2025-09-30", "2025-11-15"]);
  expect(catalog.models[1]).toEqual({
    name: "marts.made",
    file: "sql/marts/made.sql",
    says: "A row.",
    sql: "-- A row.\nselect 1::integer as number",
    upstream: ["customers.snapshots"],
  });
  expect(catalog.thresholds[0]).toMatchObject({
    name: "thresholds.privacy",
    columns: ["smallest_cell"],
    rows: [[7]],
  });
});

test.each([
  ["2028-02-29", false],
  ["2028-02-28", true],
  ["2025-12-31", false],
])("%s: partial %s", async (day, isPartial) => {
  await makeWarehouse("-- A row.\nselect 1::integer as number", day);
  expect((await exportMarts(warehouse)).about).toMatchObject({ as_of: day, as_of_is_partial: isPartial });
});
