import fc from "fast-check";
import { expect, test } from "vitest";
import type { ModelDifference } from "../loaders/plan/compare.ts";
import { hideSmall, type PlannedModel } from "../loaders/plan/hide_small.ts";
import { determined } from "../loaders/suppress.ts";

const TIERS = ["top", "potential", "general", "dormant"];

/** A tier model whose customers move as this matrix says: its lines are the tiers before and "entered". */
function difference(matrix: readonly (readonly number[])[], model = "score_tier"): ModelDifference {
  const from = [...TIERS, "entered"];
  const to = [...TIERS, "left"];
  const moves = matrix.flatMap((line, row) =>
    line.flatMap((customers, column) =>
      customers > 0
        ? [
            {
              from: from[row] ?? "",
              to: to[column] ?? "",
              customers,
              revenue: { before: customers * 10, after: customers * 11 },
            },
          ]
        : [],
    ),
  );
  const sum = (end: "from" | "to", tier: string) =>
    moves.filter((move) => move[end] === tier).reduce((total, { customers }) => total + customers, 0);
  return {
    model: model as ModelDifference["model"],
    tiers: TIERS.map((tier) => ({
      tier,
      customers: { before: sum("from", tier), after: sum("to", tier) },
      revenue: { before: sum("from", tier) * 10, after: sum("to", tier) * 11 },
    })),
    moves,
    segments: [],
    limits: TIERS.map((part) => ({ measure: "revenue", part, value: { before: 1, after: 2 } })),
  };
}

const only = (model: ModelDifference, smallest = 5): PlannedModel => {
  const [planned] = hideSmall([model], smallest);
  if (!planned) throw new Error("nothing was planned");
  return planned;
};

test("moves of few are hidden, their revenue too, and one more in each of their lines", () => {
  const planned = only(
    difference([
      [40, 3, 9, 0],
      [0, 50, 12, 0],
      [7, 30, 60, 0],
      [0, 0, 0, 70],
    ]),
  );
  const shown = Object.fromEntries(
    planned.moves.map(({ from, to, customers }) => [`${from} ${to}`, customers]),
  );
  expect(shown["top potential"]).toBeNull();
  expect(planned.moves.find(({ to, from }) => from === "top" && to === "potential")?.revenue).toEqual({
    before: null,
    after: null,
  });
  expect(Object.values(shown).filter((customers) => customers === null).length).toBeGreaterThan(1);
  expect(planned.tiers.map(({ customers }) => customers.before)).toEqual([52, 62, 97, 70]);
});

test("a tier of few is hidden with another one, and so is where it begins", () => {
  const planned = only(
    difference([
      [3, 0, 0, 0],
      [0, 50, 0, 0],
      [0, 0, 60, 0],
      [0, 0, 0, 70],
    ]),
  );
  expect(planned.tiers.map(({ customers }) => customers.before)).toEqual([null, null, 60, 70]);
  expect(planned.limits.map(({ part }) => part)).toEqual(["general", "dormant"]);
});

test("with a smallest cell of 1 nothing is hidden", () => {
  const planned = only(
    difference([
      [40, 1, 2, 0, 1],
      [0, 50, 0, 0, 0],
      [1, 0, 60, 0, 0],
      [0, 0, 0, 1, 0],
      [1, 0, 0, 0, 0],
    ]),
    1,
  );
  expect(planned.customers).toEqual({ moved: 4, stayed: 151, entered: 1, left: 1 });
  expect(JSON.stringify(planned)).not.toContain("null");
});

test("how many move is hidden where it is few, though each part of it is hidden anyway", () => {
  const planned = only(
    difference([
      [40, 3, 0, 0],
      [0, 50, 0, 0],
      [0, 0, 60, 0],
      [0, 0, 0, 70],
    ]),
  );
  expect(planned.customers.moved).toBeNull();
  expect(planned.customers.stayed).toBeNull();
});

test("segments: few who move or stay are hidden with others, and the most of the shown come first", () => {
  const model = difference([
    [40, 0, 0, 0],
    [0, 50, 0, 0],
    [0, 0, 60, 0],
    [0, 0, 0, 70],
  ]);
  const segments = [
    { segment: "champions", moved: 2, stayed: 100, revenue: 1 },
    { segment: "loyal", moved: 20, stayed: 90, revenue: 2 },
    { segment: "new", moved: 40, stayed: 80, revenue: 3 },
    { segment: "at_risk", moved: 0, stayed: 60, revenue: 0 },
  ];
  expect(only({ ...model, segments }).segments).toEqual([
    { segment: "new", moved: 40, stayed: 80, revenue: 3 },
    { segment: "champions", moved: null, stayed: null, revenue: null },
    { segment: "loyal", moved: null, stayed: null, revenue: null },
  ]);
});

/** What of the moves and sizes follows from all that a plan shows, as numbers of customers. */
function following(model: ModelDifference, { moves, tiers, customers }: PlannedModel): number[] {
  const counts = model.moves.map((move) => move.customers);
  const isShown = ({ from, to }: { from: string; to: string }) =>
    moves.some((move) => move.from === from && move.to === to && move.customers !== null);
  const hidden = new Set(model.moves.flatMap((move, index) => (isShown(move) ? [] : [index])));
  const indices = (of: (move: { from: string; to: string }) => boolean) =>
    model.moves.flatMap((move, index) => (of(move) ? [index] : []));
  const sums: number[][] = [];
  for (const side of ["before", "after"] as const) {
    const end = side === "before" ? "from" : "to";
    const hiddenSizes: number[] = [];
    for (const [place, { tier, customers }] of tiers.entries()) {
      const sum = indices((move) => move[end] === tier);
      if (customers[side] === null) {
        const size = counts.push(model.tiers[place]?.customers[side] ?? 0) - 1;
        hidden.add(size);
        hiddenSizes.push(size);
        sum.push(size);
      }
      sums.push(sum);
    }
    // All customers are known from the other tier models.
    sums.push(hiddenSizes);
  }
  if (customers.moved !== null) sums.push(indices(({ from, to }) => isMove(from, to)));
  if (customers.stayed !== null) sums.push(indices(({ from, to }) => from === to));
  if (customers.entered !== null) sums.push(indices(({ from }) => from === "entered"));
  if (customers.left !== null) sums.push(indices(({ to }) => to === "left"));
  return determined(sums, hidden).map((index) => counts[index] ?? 0);
}

const isMove = (from: string, to: string) => from !== to && from !== "entered" && to !== "left";

test("law: no move of few, and no tier of few, follows from all that a plan shows", () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 5, max: 60 }),
  );
  const stayed = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 50, max: 500 }) }, cell);
  // Both or none, as it is when data changed or did not: fewer customers in all is no secret.
  const others = fc
    .boolean()
    .chain((isThere) => (isThere ? fc.integer({ min: 1, max: 30 }) : fc.constant(0)));
  const matrix = fc
    .tuple(
      fc.array(cell, { minLength: 12, maxLength: 12 }),
      fc.array(stayed, { minLength: 4, maxLength: 4 }),
      others,
    )
    .map(([moved, kept, other]) => [
      ...TIERS.map((_, row) => [
        ...TIERS.map((_, column) =>
          row === column ? (kept[row] ?? 0) : (moved[row * 3 + column - (column > row ? 1 : 0)] ?? 0),
        ),
        row === 0 ? other : 0,
      ]),
      [0, other, 0, 0, 0],
    ]);
  fc.assert(
    fc.property(matrix, (customers) => {
      const model = difference(customers);
      const few = following(model, only(model)).filter((count) => count > 0 && count < 5);
      expect(few).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("three customers who change tier cannot be told from the tiers' sizes either", () => {
  const planned = only(
    difference([
      [40, 0, 0, 0],
      [3, 50, 0, 0],
      [0, 0, 60, 0],
      [0, 0, 0, 70],
    ]),
  );
  expect(planned.tiers.map(({ customers }) => customers)).toEqual([
    { before: 40, after: null },
    { before: 53, after: null },
    { before: 60, after: 60 },
    { before: 70, after: 70 },
  ]);
  expect(planned.tiers.map(({ revenue }) => revenue.after)).toEqual([null, null, 660, 770]);
});
