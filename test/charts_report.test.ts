// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { KeyFigures } from "../src/components/figures.js";
import { keyFigures } from "../src/components/key_figures.js";
import { sparkline } from "../src/components/sparkline.js";
import { type TierFlow, tierMoves } from "../src/components/tier_moves.js";
import { type TierSize, tierPyramid, tierShares } from "../src/components/tier_pyramid.js";
import { tierSizesOverTime } from "../src/components/tier_sizes_over_time.js";
import { drawn } from "./charts/drawn.ts";

const october = new Date("2025-10-31");
const november = new Date("2025-11-30");
const december = new Date("2025-12-12");

const figures: KeyFigures = {
  place: 13,
  as_of: december,
  is_partial: true,
  newest_ordered_on: december,
  customers: 1234,
  active_customers: 900,
  revenue: 567_890,
  top_customers: 200,
  top_revenue_share: 0.615,
  moved_up: 31,
  moved_down: null,
  entered: 12,
  upgrade_rate: 0.025,
  downgrade_rate: null,
  customers_at_risk: 40,
  revenue_at_risk: 45_600,
  window_days: 365,
  dormant_after_days: 180,
  at_risk_tier_rank: 2,
  sliding_r_score: 2,
};
const snapshots: KeyFigures[] = [
  {
    ...figures,
    place: 1,
    as_of: new Date("2024-12-31"),
    is_partial: false,
    revenue: 600_000,
    customers: 1000,
  },
  { ...figures, place: 12, as_of: november, is_partial: false, revenue: 560_000, revenue_at_risk: 50_000 },
  figures,
];

const sizes: TierSize[] = [october, november, december].flatMap((as_of, month) =>
  (
    [
      ["top", 20, 5000],
      ["potential", 30, 2500],
      ["general", null, null],
      ["dormant", 70, -30],
    ] as const
  ).map(([tier, customers, revenue], index) => ({
    as_of,
    is_partial: as_of === december,
    tier,
    tier_rank: index + 1,
    customers: customers === null ? null : customers + 5 * month,
    revenue: revenue === null ? null : revenue + 100 * month,
  })),
);

const directionOf = (from: number, to: number) =>
  from === 0 ? "entered" : from > to ? "up" : from < to ? "down" : "stayed";

const flow = (
  from_tier: string,
  from_rank: number,
  to_tier: string,
  to_rank: number,
  customers: number | null,
): TierFlow => ({
  from_as_of: november,
  to_as_of: december,
  from_tier,
  from_rank,
  to_tier,
  to_rank,
  direction: directionOf(from_rank, to_rank),
  customers,
  revenue_before: 0,
  revenue_after: 0,
});
const flows: TierFlow[] = [
  flow("top", 1, "top", 1, 18),
  flow("top", 1, "potential", 2, 7),
  flow("potential", 2, "top", 1, 9),
  flow("potential", 2, "potential", 2, 20),
  flow("potential", 2, "general", 3, null),
  flow("entered", 0, "general", 3, 6),
];

test("key_figures", async () => {
  await expect(drawn(keyFigures(snapshots))).toMatchFileSnapshot("charts/key_figures.html");
});

test("sparkline", async () => {
  await expect(drawn(sparkline([3, null, 5, 4, 8], { isPartial: true }))).toMatchFileSnapshot(
    "charts/sparkline.svg",
  );
});

test.each([540, 326])("tier_pyramid_%i", async (width) => {
  const shares = tierShares(
    sizes.filter(({ as_of }) => as_of === december),
    { customers: 180, revenue: 7900 },
  );
  await expect(drawn(tierPyramid(shares, { width }))).toMatchFileSnapshot(`charts/tier_pyramid_${width}.svg`);
});

test.each([540, 326])("tier_moves_%i", async (width) => {
  const at = (day: Date) =>
    new Map(sizes.filter(({ as_of }) => as_of === day).map(({ tier, customers }) => [tier, customers]));
  const tiers = ["top", "potential", "general", "dormant"];
  const chart = tierMoves(flows, { width, tiers, before: at(november), after: at(december) });
  await expect(drawn(chart)).toMatchFileSnapshot(`charts/tier_moves_${width}.svg`);
});

test.each([1100, 326])("tier_sizes_%i", async (width) => {
  await expect(drawn(tierSizesOverTime(sizes, { width, measure: "customers" }))).toMatchFileSnapshot(
    `charts/tier_sizes_${width}.svg`,
  );
});

test("a company without revenue has a pyramid without NaN", () => {
  const shares = tierShares(
    sizes.filter(({ as_of }) => as_of === december).map((size) => ({ ...size, revenue: 0 })),
    { customers: 180, revenue: 0 },
  );
  expect(shares.map(({ revenue_share }) => revenue_share)).toEqual([null, null, null, null]);
  expect(drawn(tierPyramid(shares, { width: 540 }))).not.toMatch(/NaN|Infinity|undefined/);
});
