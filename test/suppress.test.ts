import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { publicRows } from "../loaders/suppress.ts";

const MATRIX = {
  name: "marts.moves",
  suppress: { measures: ["customers", "revenue"], within: ["month"], along: ["from_tier", "to_tier"] },
};

/** What the public site shows of cells [from, to, customers] of one month, with a smallest cell of 5. */
async function shown(cells: [string, string, number][]) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = cells.map(
    ([from, to, customers]) => `(1, '${from}', '${to}', ${customers}, ${customers * 10}.0::double)`,
  );
  await connection.run("create schema marts");
  await connection.run("create schema thresholds");
  await connection.run("create table thresholds.privacy as select 5 as smallest_cell");
  await connection.run(
    `create table marts.moves as from (values ${rows.join(", ")}) as rows (month, from_tier, to_tier, customers, revenue)`,
  );
  const read = await connection.runAndReadAll(
    `select from_tier, to_tier, customers, revenue ${publicRows(MATRIX)} order by all`,
  );
  return read.getRowsJS() as [string, string, number | null, number | null][];
}

it("hides a small cell in every measure, and what a row's or column's total would give away", async () => {
  // Row a hides 3; alone it could be had from the row's total, so 20 goes too; then column y's 20 stands alone: 30 goes.
  const rows = await shown([
    ["a", "x", 3],
    ["a", "y", 20],
    ["a", "z", 90],
    ["b", "x", 40],
    ["b", "y", 30],
    ["b", "z", 80],
  ]);
  expect(rows.filter(([, , customers]) => customers === null).map(([from, to]) => from + to)).toEqual([
    "ax",
    "ay",
    "bx",
    "by",
  ]);
  expect(rows.every(([, , customers, revenue]) => (customers === null) === (revenue === null))).toBe(true);
});

it("leaves a mart without small cells as it is, and an empty cell is no secret", async () => {
  const cells: [string, string, number][] = [
    ["a", "x", 0],
    ["a", "y", 5],
  ];
  expect(await shown(cells)).toEqual([
    ["a", "x", 0, 0],
    ["a", "y", 5, 50],
  ]);
});

it("never shows a small cell, nor leaves it alone in its row", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }), {
        minLength: 2,
        maxLength: 4,
      }),
      async (matrix) => {
        const cells = matrix.flatMap((row, from) =>
          row.map((customers, to): [string, string, number] => [`f${from}`, `t${to}`, customers]),
        );
        const rows = await shown(cells);
        for (const [, , customers] of rows)
          expect(customers === null || customers === 0 || customers >= 5).toBe(true);
        for (const [index, row] of matrix.entries()) {
          const hidden = rows.filter(
            ([from, , customers]) => from === `f${index}` && customers === null,
          ).length;
          const filled = row.filter((customers) => customers > 0).length;
          expect(hidden !== 1 || filled === 1).toBe(true);
        }
      },
    ),
    { numRuns: 25 },
  );
});

it("shows a mart that asks for nothing as it is", () => {
  expect(publicRows({ name: "marts.moves", suppress: undefined })).toBe("from marts.moves");
});
