import fc from "fast-check";
import { expect, test } from "vitest";
import { naturalBreaks } from "../loaders/sql/natural_breaks.ts";

test("the example of simple-statistics' ckmeans", () => {
  // ckmeans([-1, 2, -1, 2, 4, 5, 6, -1, 2, -1], 3) is [[-1, -1, -1, -1], [2, 2, 2], [4, 5, 6]].
  expect(naturalBreaks([-1, 2, 4, 5, 6], [4, 3, 1, 1, 1], 3)).toEqual([4, 7]);
});

test("levels left over are empty, at the upper end", () => {
  expect(naturalBreaks([3, 9], [2, 5], 4)).toEqual([2, 7, 7]);
  expect(naturalBreaks([3], [2], 2)).toEqual([2]);
});

const histogram = fc
  .uniqueArray(
    fc.record({ position: fc.integer({ min: -50, max: 50 }), weight: fc.integer({ min: 1, max: 30 }) }),
    {
      selector: ({ position }) => position,
      minLength: 1,
      maxLength: 9,
    },
  )
  .map((bins) => bins.sort((a, b) => a.position - b.position));

test("no other classes of the bins are better, and each bin is whole", () => {
  fc.assert(
    fc.property(histogram, fc.integer({ min: 2, max: 5 }), (bins, levels) => {
      const positions = bins.map(({ position }) => position);
      const weights = bins.map(({ weight }) => weight);
      const found = naturalBreaks(positions, weights, levels);
      expect(found).toHaveLength(levels - 1);
      const upTo = weights.map((_, bin) => sum(weights.slice(0, bin + 1)));
      const ends = found.map((weight) => upTo.indexOf(weight) + 1);
      expect(ends).not.toContain(0);
      const classes = Math.min(levels, bins.length);
      const best = Math.min(...partitions(bins.length, classes).map((each) => distances(bins, each)));
      expect(distances(bins, ends)).toBeCloseTo(best, 6);
    }),
  );
});

test("a customer more or less is told apart among millions", () => {
  // Two groups and one far away: with three levels it has one of its own.
  expect(naturalBreaks([1e6, 1e6 + 1, 1e6 + 50], [4_000_000, 5_000_000, 1], 3)).toEqual([
    4_000_000, 9_000_000,
  ]);
  // With two, what it adds is less than what parting the groups saves.
  expect(naturalBreaks([1e6, 1e6 + 1, 1e6 + 50], [4_000_000, 5_000_000, 1], 2)).toEqual([4_000_000]);
});

interface Bin {
  position: number;
  weight: number;
}

/** Every way to end so many classes of bins that none is empty. */
function partitions(bins: number, classes: number, from = 1): number[][] {
  if (classes === 1) return [[]];
  return Array.from({ length: bins }, (_, at) => at)
    .filter((end) => end >= from)
    .flatMap((end) => partitions(bins, classes - 1, end + 1).map((rest) => [end, ...rest]));
}

/** From each bin to the mean of its class, squared: written out customer by customer. */
function distances(bins: readonly Bin[], ends: readonly number[]): number {
  const edges = [0, ...ends, bins.length];
  return sum(
    edges.slice(1).map((end, index) => {
      const customers = bins
        .slice(edges[index], end)
        .flatMap(({ position, weight }) => Array.from({ length: weight }, () => position));
      const mean = sum(customers) / customers.length;
      return sum(customers.map((position) => (position - mean) ** 2));
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
