import fc from "fast-check";
import { expect, test } from "vitest";
import { mergedCube, mergeSmall } from "../loaders/merge_cells.ts";

const cell = (bins: number[], customers: number, within: string[] = []) => ({ bins, customers, within });

test("a small cell joins the nearest one, and of two as near the larger", () => {
  expect(mergeSmall([cell([0], 2), cell([1], 9), cell([5], 9)], 5)).toEqual([1, 1, 2]);
  expect(mergeSmall([cell([0], 8), cell([1], 1), cell([2], 9)], 5)).toEqual([0, 2, 2]);
});

test("a small cell stays in its group as long as there is one to join", () => {
  const cells = [cell([0], 3, ["a", "x"]), cell([1], 9, ["b", "x"]), cell([4], 9, ["a", "y"])];
  expect(mergeSmall(cells, 5)).toEqual([2, 1, 2]);
  expect(mergeSmall([cell([0], 3, ["a"]), cell([1], 9, ["b"])], 5)).toEqual([1, 1]);
});

test("small cells join each other", () => {
  expect(mergeSmall([cell([0], 2), cell([1], 3), cell([9], 7)], 5)).toEqual([1, 1, 2]);
});

test("of too few customers in all nothing is shown", () => {
  expect(mergeSmall([cell([0], 2), cell([1], 2)], 5)).toEqual([-1, -1]);
  expect(mergeSmall([], 5)).toEqual([]);
});

test("cells of one customer or more stay as they are where one is enough", () => {
  expect(mergeSmall([cell([0], 1), cell([1], 1)], 1)).toEqual([0, 1]);
});

// Cells along two axes in groups by their first bin, as a mart has them.
const cubes = fc
  .uniqueArray(
    fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -50, max: 5000 })),
    {
      minLength: 1,
      maxLength: 40,
      selector: ([x, y]) => 7 * x + y,
    },
  )
  .map((rows) => {
    const column = (name: string, values: unknown[]) => ({ name, values });
    return [
      column(
        "x",
        rows.map(([x]) => x),
      ),
      column(
        "y",
        rows.map(([, y]) => y),
      ),
      column(
        "tier",
        rows.map(([x]) => (x < 3 ? "low" : "high")),
      ),
      column(
        "customers",
        rows.map(([, , customers]) => customers),
      ),
      column(
        "revenue",
        rows.map(([, , , revenue]) => revenue),
      ),
    ];
  });

const merge = { measures: ["customers", "revenue"], within: ["tier"], along: ["x", "y"] };

/** Sums of the customers and the revenue from bin `edge` on along an axis. */
function from(columns: { name: string; values: readonly unknown[] }[], axis: string, edge: number) {
  const values = (name: string) => columns.find((column) => column.name === name)?.values.map(Number) ?? [];
  const sum = (name: string) =>
    values(name).reduce((total, value, row) => ((values(axis)[row] ?? 0) >= edge ? total + value : total), 0);
  return { customers: sum("customers"), revenue: sum("revenue") };
}

test("no cell is small, no customer is lost, and no sum is further off than its bound", () => {
  fc.assert(
    fc.property(cubes, (columns) => {
      const { cells, bounds } = mergedCube(columns, merge, 5);
      const all = from(columns, "x", 0);
      if (all.customers < 5) {
        expect(cells[0]?.values).toEqual([]);
        return;
      }
      expect(cells.map(({ name }) => name)).toEqual(["x", "y", "customers", "revenue"]);
      expect(
        Math.min(...(cells.find(({ name }) => name === "customers")?.values.map(Number) ?? [])),
      ).toBeGreaterThanOrEqual(5);
      expect(from(cells, "x", 0)).toEqual(all);
      for (const axis of merge.along) {
        for (let edge = 1; edge <= 6; ++edge) {
          const [truth, shown] = [from(columns, axis, edge), from(cells, axis, edge)];
          const across = bounds.moved[axis]?.[edge] ?? { customers: 0, revenue: 0 };
          expect(Math.abs(truth.customers - shown.customers)).toBeLessThanOrEqual(across.customers ?? 0);
          expect(Math.abs(truth.revenue - shown.revenue)).toBeLessThanOrEqual(
            (across.revenue ?? bounds.pooled.revenue ?? 0) + 1e-6,
          );
        }
      }
      const tiers = Math.abs(from(columns, "x", 3).customers - from(cells, "x", 3).customers);
      expect(tiers).toBeLessThanOrEqual(bounds.leftGroup);
    }),
    { numRuns: 300 },
  );
});
