// @vitest-environment jsdom
import { expect, test } from "vitest";
import { type CohortMonth, cohortTriangle, meanShares } from "../src/components/cohort_triangle.js";
import { stageBars } from "../src/components/stage_bars.js";
import { stageFlow } from "../src/components/stage_flow.js";
import { changedCount, stageMoves, stayedCount } from "../src/components/stage_moves.js";
import { stageShares, stagesOverTime } from "../src/components/stages_over_time.js";
import type { TierFlow } from "../src/components/tier_moves.js";
import type { TierSize } from "../src/components/tier_pyramid.js";
import { drawn } from "./charts/drawn.ts";

const STAGES = ["prospect", "new", "growing", "mature", "reactivated", "dormant", "churned"];
const november = new Date("2025-11-30");
const december = new Date("2025-12-12");

const sizes: TierSize[] = [november, december].flatMap((as_of, month) =>
  STAGES.map((tier, index) => ({
    as_of,
    is_partial: as_of === december,
    tier,
    tier_rank: index + 1,
    customers: [12, 30, 90, 60, 4 + month, 50, 100][index] ?? 0,
    revenue: [0, 500, 4000, 3500, 150, 700, -20][index] ?? 0,
  })),
);
const shares = stageShares(sizes, [
  { as_of: november, customers: 334, revenue: 8830 },
  { as_of: december, customers: 335, revenue: 8830 },
]);

const flow = (from: string, to: string, customers: number | null): TierFlow => ({
  from_as_of: november,
  to_as_of: december,
  from_tier: from,
  from_rank: STAGES.indexOf(from) + 1,
  to_tier: to,
  to_rank: STAGES.indexOf(to) + 1,
  direction: "sideways",
  customers,
  revenue_before: 0,
  revenue_after: 0,
});
const flows = [
  flow("entered", "new", 9),
  flow("new", "growing", 12),
  flow("growing", "growing", 70),
  flow("growing", "mature", 15),
  flow("mature", "dormant", 8),
  flow("dormant", "churned", 6),
  flow("dormant", "reactivated", null),
  flow("churned", "reactivated", 5),
];

const cohort = (
  month: string,
  months_later: number,
  cohort_customers: number | null,
  active_customers: number | null,
  revenue: number | null,
  is_partial = false,
): CohortMonth => ({
  cohort_month: new Date(month),
  months_later,
  is_partial,
  cohort_customers,
  active_customers,
  revenue,
});
const months = [
  cohort("2025-09-01", 0, 100, 100, 1000),
  cohort("2025-09-01", 1, 100, 40, 600),
  cohort("2025-09-01", 2, 100, 30, 500),
  cohort("2025-09-01", 3, 100, 10, 90, true),
  cohort("2025-10-01", 0, 50, 50, 250),
  cohort("2025-10-01", 1, 50, null, null),
  cohort("2025-10-01", 2, 50, 6, 25, true),
  cohort("2025-11-01", 0, 25, 25, 500),
  cohort("2025-11-01", 1, 25, 20, 300, true),
  cohort("2025-12-01", 0, 8, 8, 80, true),
];

test.each([1100, 326])("stages_%i", async (width) => {
  const now = shares.filter(({ as_of }) => as_of === december);
  await expect(drawn(stageBars(now, { width }))).toMatchFileSnapshot(`charts/stages_${width}.svg`);
});

test.each([
  [1100, "customers"],
  [326, "share_of_customers"],
  [1100, "revenue"],
] as const)("stages_over_time_%i_%s", async (width, measure) => {
  await expect(drawn(stagesOverTime(shares, { width, measure }))).toMatchFileSnapshot(
    `charts/stages_over_time_${width}_${measure}.svg`,
  );
});

const at = (day: Date) =>
  new Map(sizes.filter(({ as_of }) => as_of === day).map(({ tier, customers }) => [tier, customers]));

test.each([1100, 326])("stage_flow_%i", async (width) => {
  const chart = stageFlow(flows, { width, before: at(november), after: at(december) });
  await expect(drawn(chart)).toMatchFileSnapshot(`charts/stage_flow_${width}.svg`);
});

test("who joined and left a stage follows from its size and those who stayed, whatever is hidden", () => {
  const hidden = [
    flow("churned", "churned", 95),
    flow("dormant", "churned", null),
    flow("growing", "churned", null),
  ];
  expect(changedCount(hidden, "churned", 100)).toBe(5);
  expect(changedCount(hidden, "new", 30)).toBe(30);
  expect(changedCount(hidden, "new", null)).toBeNull();
  expect(changedCount([flow("churned", "churned", null)], "churned", 100)).toBeNull();
  expect(stayedCount(hidden)).toBe("95");
  expect(stayedCount([...hidden, flow("new", "new", null)])).toBe("≥ 95");
});

test("what is hidden is a stage's moves less those that are shown", () => {
  const sizes = new Map([
    ["new", 30],
    ["growing", 90],
    ["mature", 60],
  ]);
  const hidden = [
    flow("new", "new", 10),
    flow("new", "growing", 12),
    flow("new", "mature", null),
    flow("growing", "growing", 78),
    flow("mature", "mature", 60),
    flow("growing", "new", null),
  ];
  const { ends, links } = stageMoves(hidden, sizes, sizes);
  expect(links.map(({ value }) => value)).toEqual([12]);
  expect(ends.map(({ key, changed, hidden }) => [key, changed, hidden])).toEqual([
    ["left new", 20, 8],
    ["right growing", 12, 0],
    ["left growing", 12, 12],
    ["right new", 20, 20],
  ]);
});

test("a month in which no stage changed is said in words", () => {
  const still = flows.filter(({ from_tier, to_tier }) => from_tier === to_tier);
  const chart = stageFlow(still, { width: 500, before: at(november), after: at(december) });
  expect(chart.querySelectorAll("path")).toHaveLength(0);
  expect(chart.textContent).toBe("No stage changed by enough customers to draw.");
});

test.each([
  [1100, "customers"],
  [326, "revenue"],
] as const)("cohorts_%i_%s", async (width, measure) => {
  await expect(drawn(cohortTriangle(months, { width, measure }))).toMatchFileSnapshot(
    `charts/cohorts_${width}_${measure}.svg`,
  );
});

test("all cohorts together: what can be told of whole months, sum over sum", () => {
  // Month 1: September alone, since October is hidden and November's is not complete.
  expect(meanShares(months, "customers")).toEqual([1, 0.4, 0.3, null]);
  expect(meanShares(months, "revenue")).toEqual([1, 0.6, 0.5, null]);
});
