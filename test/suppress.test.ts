import fc from "fast-check";
import { expect, it } from "vitest";
import { type Cell, cellsToHide, publicColumns, roundAtRandom } from "../loaders/suppress.ts";

const SMALLEST = 5;

const SUPPRESS = {
  measures: ["customers", "revenue"],
  within: ["month"],
  along: ["from_tier", "to_tier"],
  by: undefined,
  isRounded: false,
};

/** What the public site shows of cells [from, to, customers] of one month. */
function shown(cells: [string, string, number][]) {
  const columns = publicColumns(
    [
      { name: "month", values: cells.map(() => 1) },
      { name: "from_tier", values: cells.map(([from]) => from) },
      { name: "to_tier", values: cells.map(([, to]) => to) },
      { name: "customers", values: cells.map(([, , customers]) => customers) },
      { name: "revenue", values: cells.map(([, , customers]) => customers * 10) },
    ],
    SUPPRESS,
    SMALLEST,
  );
  const [, from, to, customers, revenue] = columns.map(({ values }) => values);
  return cells.map(
    (_, row) =>
      [from?.[row], to?.[row], customers?.[row], revenue?.[row]] as [
        string,
        string,
        number | null,
        number | null,
      ],
  );
}

it("hides a small cell in every measure, and what a row's or column's total would give away", () => {
  // Row a hides 3; alone it could be had from the row's total, so 20 goes too; then column y's 20 stands alone: 30 goes.
  const rows = shown([
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

it("leaves a mart without small cells as it is, and an empty cell is no secret", () => {
  const cells: [string, string, number][] = [
    ["a", "x", 0],
    ["a", "y", 5],
  ];
  expect(shown(cells)).toEqual([
    ["a", "x", 0, 0],
    ["a", "y", 5, 50],
  ]);
});

it("two small cells that make up a line's hidden part take a third with them", () => {
  const hidden = cellsToHide(
    [
      { along: [], customers: 1 },
      { along: [], customers: 2 },
      { along: [], customers: 30 },
      { along: [], customers: 40 },
    ],
    SMALLEST,
  );
  expect([...hidden].sort()).toEqual([0, 1, 2]);
});

it("counts the direction of moves as a further sum", () => {
  // Without it the box of 2, 10, 11 and 12 leaves 2 open; with it, 2 is alone of its direction among the hidden.
  const table: [string, string, number, string][] = [
    ["a", "a", 10, "stayed"],
    ["a", "b", 2, "down"],
    ["a", "c", 50, "down"],
    ["b", "a", 40, "up"],
    ["b", "b", 60, "stayed"],
    ["b", "c", 20, "down"],
    ["c", "a", 11, "up"],
    ["c", "b", 12, "up"],
    ["c", "c", 70, "stayed"],
  ];
  const cells = table.map(([from, to, customers, group]): Cell => ({ along: [from, to], group, customers }));
  expect(follows(cells, cellsToHide(cells, SMALLEST))).toEqual([]);
  const without = cellsToHide(
    cells.map(({ along, customers }) => ({ along, customers })),
    SMALLEST,
  );
  expect(follows(cells, without)).toEqual([1]);
});

it("where all of a small cell's own sums are hidden, the next ones are", () => {
  // 3 follows from 8, and 8 from its row, since 265 stands alone in its column: only that line's other cell helps.
  const cells: Cell[] = [
    { along: ["b", "c"], group: "moved", customers: 3 },
    { along: ["d", "c"], group: "moved", customers: 8 },
    { along: ["d", "d"], group: "stayed", customers: 265 },
    { along: ["whole", "d"], customers: 265 },
    { along: ["whole", "c"], customers: 416 },
    { along: ["c", "c"], group: "stayed", customers: 405 },
    { along: ["b", "b"], group: "stayed", customers: 487 },
    { along: ["whole", "b"], customers: 487 },
  ];
  expect(follows(cells, cellsToHide(cells, SMALLEST))).not.toContain(0);
});

it("a cell that is left out in any case hides others, and need not be hidden itself", () => {
  const cells: Cell[] = [
    { along: ["a", "a"], customers: 90, isLeftOut: true },
    { along: ["a", "b"], customers: 3 },
    { along: ["a", "c"], customers: 20 },
    { along: ["b", "b"], customers: 80, isLeftOut: true },
    { along: ["b", "a"], customers: 30 },
  ];
  const hidden = cellsToHide(cells, SMALLEST);
  expect(follows(cells, hidden)).not.toContain(1);
  const all = cellsToHide(
    cells.map((cell) => ({ ...cell, isLeftOut: false })),
    SMALLEST,
  );
  expect(hidden.has(2)).toBe(false);
  expect(all.has(2)).toBe(true);
});

it("never shows a small cell, nor lets one follow from the sums of rows, columns and groups", () => {
  const cell = fc.record({
    customers: fc.oneof(
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 9 }) },
      fc.integer({ min: 0, max: 500 }),
    ),
    group: fc.constantFrom("up", "down", "stayed"),
  });
  const row = fc.array(cell, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 5 }), (matrix) => {
      const cells = matrix.flatMap((row, from) =>
        row.map(({ customers, group }, to): Cell => ({ along: [from, to], group, customers })),
      );
      const hidden = cellsToHide(cells, SMALLEST);
      for (const [index, { customers }] of cells.entries())
        if (customers > 0 && customers < SMALLEST) expect(hidden.has(index)).toBe(true);
      // What still follows has no shown cell left to hide beside it: all that it shares a sum with is hidden or empty.
      for (const index of follows(cells, hidden)) {
        const here = cells[index];
        const beside = cells.filter(
          ({ along, group }, other) =>
            !hidden.has(other) &&
            (along[0] === here?.along[0] || along[1] === here?.along[1] || group === here?.group),
        );
        expect(beside.filter(({ customers }) => customers > 0)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

it("never leaves a hidden cell alone in its row", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }), {
        minLength: 2,
        maxLength: 4,
      }),
      (matrix) => {
        const rows = shown(
          matrix.flatMap((row, from) =>
            row.map((customers, to): [string, string, number] => [`f${from}`, `t${to}`, customers]),
          ),
        );
        for (const [, , customers] of rows)
          expect(customers === null || customers === 0 || customers >= SMALLEST).toBe(true);
        for (const [index, row] of matrix.entries()) {
          const hidden = rows.filter(
            ([from, , customers]) => from === `f${index}` && customers === null,
          ).length;
          const filled = row.filter((customers) => customers > 0).length;
          expect(hidden !== 1 || filled === 1).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});

it("rounds a table of three margins to multiples of the smallest cell, the same each time, and drops its zeros", () => {
  const stops = ["a", "b", "c"];
  const places = stops.flatMap((origin) => stops.flatMap((from) => stops.map((to) => [origin, from, to])));
  const counts = places.map((_, index) => index * 3 + 1);
  const build = () =>
    publicColumns(
      [
        { name: "origin", values: places.map(([origin]) => origin) },
        { name: "from", values: places.map(([, from]) => from) },
        { name: "to", values: places.map(([, , to]) => to) },
        { name: "customers", values: counts },
      ],
      {
        measures: ["customers"],
        within: [],
        along: ["origin", "from", "to"],
        by: undefined,
        isRounded: false,
      },
      SMALLEST,
    );
  const customers = build().find(({ name }) => name === "customers")?.values as number[];
  expect(customers.every((count) => count > 0 && count % SMALLEST === 0)).toBe(true);
  expect(build()).toEqual(build());
  const ways = Array.from({ length: 1000 }, (_, place) => roundAtRandom(7, SMALLEST, place / 1000));
  expect(new Set(ways)).toEqual(new Set([5, 10]));
  expect(ways.reduce((sum, count) => sum + count, 0) / ways.length).toBeCloseTo(7, 2);
});

it("shows a mart that asks for nothing as it is", () => {
  const columns = [{ name: "customers", values: [1, 2] }];
  expect(publicColumns(columns, undefined, SMALLEST)).toEqual(columns);
});

/**
 * The small cells that follow from the known sums, by another way than the code's: a cell does if asking for it adds
 * nothing to the rank of what is known.
 */
function follows(cells: readonly Cell[], hidden: ReadonlySet<number>): number[] {
  const unknowns = [...hidden];
  const sums = new Map<string, number[]>();
  for (const [place, index] of unknowns.entries()) {
    const { along = [], group } = cells[index] ?? {};
    for (const key of [`row ${along[0]}`, `column ${along[1]}`, `group ${group}`]) {
      const sum = sums.get(key) ?? unknowns.map(() => 0);
      sum[place] = 1;
      sums.set(key, sum);
    }
  }
  const known = [...sums.values()];
  const rank = rankOf(known);
  return unknowns.filter((index, place) => {
    const isSmall = (cells[index]?.customers ?? 0) < SMALLEST;
    return isSmall && rankOf([...known, unknowns.map((_, other) => (other === place ? 1 : 0))]) === rank;
  });
}

function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); ++column) {
    const pivot = rows.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    const [found] = rows.splice(pivot, 1);
    if (!found) continue;
    rows.splice(rank, 0, found);
    for (let index = rank + 1; index < rows.length; ++index) {
      const row = rows[index] ?? [];
      const factor = (row[column] ?? 0) / (found[column] ?? 1);
      rows[index] = row.map((value, place) => value - factor * (found[place] ?? 0));
    }
    rank += 1;
  }
  return rank;
}
