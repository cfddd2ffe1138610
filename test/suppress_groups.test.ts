import fc from "fast-check";
import { expect, test } from "vitest";
import { combinations, type Group, groupsToHide } from "../loaders/suppress_groups.ts";

const group = (family: string, parts: string, customers: number): Group => ({ family, parts, customers });

/** The hidden groups by family and parts. */
function hiddenOf(groups: readonly Group[]): string[] {
  return [...groupsToHide(groups, 5)].map((index) => `${groups[index]?.family} ${groups[index]?.parts}`);
}

test("without a small group nothing is hidden, and an empty one is no secret", () => {
  expect(hiddenOf([group("all", "111", 20), group("cell", "110", 20), group("cell", "001", 0)])).toEqual([]);
});

test("a small group takes the smallest of those that it could be had from with it", () => {
  const groups = [
    group("all", "1111", 110),
    group("cell", "1000", 3),
    group("cell", "0100", 7),
    group("cell", "0011", 100),
  ];
  expect(hiddenOf(groups)).toEqual(["cell 1000", "cell 0100"]);
});

test("hidden ones that add up to few take a further one with them", () => {
  const groups = [
    group("all", "1111", 113),
    group("cell", "1000", 1),
    group("cell", "0100", 2),
    group("cell", "0010", 10),
    group("cell", "0001", 100),
  ];
  expect(hiddenOf(groups)).toEqual(["cell 1000", "cell 0100", "cell 0010"]);
});

test("groups of different families that hold the same parts are hidden together", () => {
  const groups = [
    group("all", "111", 112),
    group("one", "100", 3),
    group("one", "010", 9),
    group("one", "001", 100),
    group("other", "010", 9),
  ];
  expect(hiddenOf(groups)).toEqual(["one 100", "one 010", "other 010"]);
});

test("two groups of which one holds all but a few of the other are not both shown", () => {
  // 43 less 40, and 60 less 57, are three customers.
  const groups = [
    group("all", "1111", 100),
    group("one", "1100", 40),
    group("one", "0011", 60),
    group("other", "1110", 43),
    group("other", "0001", 57),
  ];
  expect(hiddenOf(groups)).toEqual(["one 1100", "other 0001"]);
});

test("a small group that follows from four others is found", () => {
  // 1 = (row a) + (column x) - (all but b y): no single sum tells it.
  const groups = [
    group("row", "1100", 23),
    group("row", "0011", 50),
    group("column", "1010", 33),
    group("column", "0101", 40),
    group("others", "0110", 50),
    group("cell", "1000", 3),
  ];
  const hidden = hiddenOf(groups);
  expect(hidden).toContain("cell 1000");
  const shown = groups.filter(({ family, parts }) => !hidden.includes(`${family} ${parts}`));
  expect(shown.length).toBeLessThan(5);
});

test("combinations are those of the sets, and none where there are none", () => {
  const sets = [new Set([0, 1]), new Set([1, 2]), new Set([0, 2]), new Set([0, 1, 2])];
  const [both, first, none] = combinations(sets.slice(0, 2), [new Set([0, 1]), new Set([0]), new Set([3])]);
  expect([both, first, none]).toEqual([[0], undefined, undefined]);
  // Half of 01 + 02 - 12.
  expect(combinations(sets, [new Set([0])])[0]).toEqual([0, 1, 2]);
});

test("a combination that is named gives the wanted set back", () => {
  const set = fc.uniqueArray(fc.nat(7), { minLength: 1 }).map((parts) => new Set(parts));
  fc.assert(
    fc.property(fc.array(set, { minLength: 1, maxLength: 10 }), set, (sets, wanted) => {
      const [terms] = combinations(sets, [wanted]);
      const chosen = terms?.map((index) => sets[index] as Set<number>);
      // The terms alone must be enough, and without any one of them it must be none.
      if (chosen) {
        expect(combinations(chosen, [wanted])[0]).toHaveLength(chosen.length);
        for (const one of chosen)
          expect(
            combinations(
              chosen.filter((other) => other !== one),
              [wanted],
            )[0],
          ).toBeUndefined();
      }
    }),
  );
});
