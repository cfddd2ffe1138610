import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changeOf,
  compare,
  FIGURES,
  type Figure,
  formatFigureChange,
  type KeyFigures,
  relativeChange,
  shareOf,
  verdict,
} from "../src/components/figures.js";
import { spread } from "../src/components/spread.js";
import { lastFlows } from "../src/components/tier_moves.js";

const figure = (key: Figure["key"]) => FIGURES.find((each) => each.key === key) as Figure;

function snapshot(place: number, values: Partial<KeyFigures> = {}): KeyFigures {
  return {
    place,
    as_of: new Date(Date.UTC(2025, place, 0)),
    is_partial: false,
    newest_ordered_on: null,
    customers: 100,
    active_customers: 80,
    revenue: 1000,
    top_customers: 20,
    top_revenue_share: 0.6,
    moved_up: 5,
    moved_down: 6,
    entered: 0,
    upgrade_rate: 0.05,
    downgrade_rate: 0.06,
    customers_at_risk: 10,
    revenue_at_risk: 100,
    window_days: 365,
    dormant_after_days: 180,
    at_risk_tier_rank: 2,
    sliding_r_score: 2,
    ...values,
  };
}

test("the last snapshot compares with the one before and with that of twelve places before", () => {
  const snapshots = Array.from({ length: 14 }, (_, index) => snapshot(index + 1));
  const compared = compare(snapshots);
  expect([compared?.now.place, compared?.monthAgo?.place, compared?.yearAgo?.place]).toEqual([14, 13, 2]);
});

test("few snapshots leave comparisons out, and none at all is no comparison", () => {
  expect(compare([])).toBeUndefined();
  expect(compare([snapshot(1)])).toMatchObject({ monthAgo: undefined, yearAgo: undefined });
  expect(compare([snapshot(1), snapshot(2)])).toMatchObject({ monthAgo: { place: 1 }, yearAgo: undefined });
});

test("counts and money change by a share of before, shares by a difference", () => {
  const then = snapshot(1, { revenue: 800, top_revenue_share: 0.5 });
  expect(changeOf(figure("revenue"), snapshot(2), then)).toBeCloseTo(0.25);
  expect(changeOf(figure("top_revenue_share"), snapshot(2), then)).toBeCloseTo(0.1);
});

test("nothing, less than nothing and what is hidden give no change and no share", () => {
  expect([
    relativeChange(5, 0),
    relativeChange(5, -3),
    relativeChange(null, 5),
    relativeChange(5, null),
  ]).toEqual([null, null, null, null]);
  expect([shareOf(1, 0), shareOf(1, -2), shareOf(null, 3), shareOf(1, undefined)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(changeOf(figure("customers"), snapshot(2), undefined)).toBeNull();
});

test("an unfinished month's moves compare with nothing, its sizes do", () => {
  const now = snapshot(2, { is_partial: true, customers: 150 });
  expect(changeOf(figure("upgrade_rate"), now, snapshot(1))).toBeNull();
  expect(changeOf(figure("customers"), now, snapshot(1))).toBeCloseTo(0.5);
});

test("more at risk is a loss, more customers a gain, and what is too small to show neither", () => {
  expect(verdict(figure("revenue_at_risk"), 0.1)).toBe("loss");
  expect(verdict(figure("downgrade_rate"), -0.02)).toBe("gain");
  expect(verdict(figure("customers"), 0.1)).toBe("gain");
  expect(verdict(figure("top_revenue_share"), 0.1)).toBeUndefined();
  expect(verdict(figure("customers"), 0.000_01)).toBeUndefined();
  expect(formatFigureChange(figure("customers"), null)).toBe("–");
});

test("the last flows are those of the newest pair", () => {
  const flow = (to: string) => ({
    from_as_of: new Date("2025-01-31"),
    to_as_of: new Date(to),
    from_tier: "top",
    to_tier: "top",
    from_rank: 1,
    to_rank: 1,
    direction: "stayed" as const,
    customers: 9,
    revenue_before: 0,
    revenue_after: 0,
  });
  const flows = [flow("2025-02-28"), flow("2025-03-31"), flow("2025-02-28")];
  expect(lastFlows(flows)).toEqual([flows[1]]);
});

test("labels that are spread apart keep their order, their distance and their bounds", () => {
  const positions = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(positions, (wanted) => {
      const placed = spread(wanted, 17, 0, 300);
      const byWish = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
      for (const [rank, index] of byWish.entries()) {
        expect(placed[index]).toBeGreaterThanOrEqual(-1e-9);
        expect(placed[index]).toBeLessThanOrEqual(300 + 1e-9);
        const before = byWish[rank - 1];
        if (before !== undefined)
          expect(placed[index]).toBeGreaterThanOrEqual((placed[before] ?? 0) + 17 - 1e-6);
      }
    }),
  );
});

test("labels that are far enough apart stay where they are", () => {
  expect(spread([100, 10, 50], 17, 0, 300)).toEqual([100, 10, 50]);
});
