import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusePlace, writeCustomers } from "../loaders/plan/customers_file.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tierboard-customers-"));
  for (const folder of ["dist/en/data", "src/components", "elsewhere/zh/data", "private"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const site of ["dist/en", "elsewhere/zh"])
    writeFileSync(join(root, site, "data/catalog.1a2b3c4d.json"), '{"models": []}');
  writeFileSync(join(root, "private/mine.csv"), "mine");
  symlinkSync(join(root, "dist"), join(root, "private/link"));
});

afterEach(() => rmSync(root, { recursive: true }));

const refuse = (file: string) => () => refusePlace(join(root, file), { root, out: "dist" });

test.each([
  ["dist/moves.csv", /which is published/],
  ["dist/en/data/moves.csv", /which is published/],
  ["src/components/moves.csv", /which is published/],
  ["elsewhere/moves.csv", /which is published/],
  ["elsewhere/zh/data/moves.csv", /which is published/],
  ["private/link/en/moves.csv", /which is published/],
  ["private/mine.csv", /exists already/],
  ["nowhere/moves.csv", /there is no folder/],
])("refuses %s", (file, message) => {
  expect(refuse(file)).toThrow(message);
});

test("takes a folder of one's own, though its name begins like the site's", () => {
  mkdirSync(join(root, "dist-private"));
  expect(refuse("private/moves.csv")).not.toThrow();
  expect(refuse("dist-private/moves.csv")).not.toThrow();
});

test("writes who changes tier, and no id as a formula; never over a file", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const [side, tier] of [
    ["before", "general"],
    ["after", "top"],
  ])
    await connection.run(`
        create schema ${side};
        create table ${side}.tiers as
        select unnest(['score_tier', 'segment', 'pyramid_level', 'lifecycle_stage']) as model;
        create table ${side}.customers as
        select id as customer_id, 12.5 as revenue, case id when 'same' then 'top' else '${tier}' end as score_tier,
            'loyal' as segment, null::varchar as pyramid_level, 'mature' as lifecycle_stage
        from (values ('same'), ('=1+1'), ('-2'), ('a,"b"'), ('${side}')) as ids (id)`);
  const file = join(root, "private/moves.csv");
  await writeCustomers(connection, file);
  const lines = readFileSync(file, "utf8").split("\n");
  expect(lines.map((line) => line.replace(/,loyal.*|,,.*/, ""))).toEqual([
    "\uFEFFcustomer_id,score_tier_before,score_tier_after,segment_before,segment_after,pyramid_level_before,pyramid_level_after,lifecycle_stage_before,lifecycle_stage_after,revenue_before,revenue_after",
    "'-2,general,top",
    "'=1+1,general,top",
    '"a,""b""",general,top',
    "after",
    "before,general",
    "",
  ]);
  await expect(writeCustomers(connection, file)).rejects.toThrow(/EEXIST/);
  expect(readFileSync(file, "utf8").split("\n")).toEqual(lines);
  expect(readdirSync(join(root, "private")).sort()).toEqual(["link", "mine.csv", "moves.csv"]);
  connection.closeSync();
  instance.closeSync();
});
