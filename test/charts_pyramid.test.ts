// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { concentrationCurve, levelEnds } from "../src/components/concentration_curve.js";
import { levelsOverTime } from "../src/components/levels_over_time.js";
import { pyramidChart } from "../src/components/pyramid_chart.js";
import * as finding from "../src/components/pyramid_findings.js";
import { definitionsOf, levelChange, levelsAt, type PyramidLevel } from "../src/components/pyramid_levels.js";
import { drawn } from "./charts/drawn.ts";

const october = new Date("2025-10-31");
const november = new Date("2025-11-30");
const december = new Date("2025-12-12");

function levels(as_of: Date, customers: (number | null)[], revenue: (number | null)[]): PyramidLevel[] {
  const names = ["top", "large", "medium", "small", "inactive"];
  const whole = (values: (number | null)[]) =>
    values.slice(0, 4).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return names.map((level, index) => ({
    definition: "curry",
    is_in_force: true,
    as_of,
    is_partial: as_of === december,
    level,
    level_rank: index + 1,
    is_active: level !== "inactive",
    at_least: [900, 300, 100, null, null][index] ?? null,
    customers: customers[index] ?? null,
    revenue: revenue[index] ?? null,
    customer_share:
      level === "inactive" || customers[index] == null ? null : customers[index] / whole(customers),
    revenue_share: level === "inactive" || revenue[index] == null ? null : revenue[index] / whole(revenue),
    window_days: 365,
  }));
}

const now = levels(december, [10, 40, 150, 800, 500], [30_000, 20_000, 30_000, 20_000, -3]);
const history = [
  ...levels(october, [8, 32, 120, 640, 300], [20_000, 18_000, 24_000, 18_000, 0]),
  ...levels(november, [9, 36, 135, 720, 400], [24_000, 19_000, 27_000, 19_000, 0]),
  ...now,
];
const few = levels(december, [null, null, 15, 80, null], [null, null, 900, 700, null]);
const none = levels(december, [0, 0, 0, 0, 12], [0, 0, 0, 0, 0]).map((level) => ({
  ...level,
  at_least: null,
  customer_share: null,
  revenue_share: null,
}));
const curve = [0, 1, 5, 20, 50, 80, 100].map((part) => ({
  part,
  customer_share: part / 100,
  revenue_share: { 0: 0, 1: 0.3, 5: 0.5, 20: 0.8, 50: 0.9, 80: 0.97, 100: 1 }[part] ?? 1,
}));

describe("drawings", () => {
  test.each([
    ["now", 540, now],
    ["now", 326, now],
    ["few", 326, few],
    ["none", 540, none],
  ] as const)("pyramid_%s_%i", async (name, width, rows) => {
    await expect(drawn(pyramidChart(rows, { width }))).toMatchFileSnapshot(
      `charts/pyramid_${name}_${width}.svg`,
    );
  });

  test.each([540, 326])("concentration_%i", async (width) => {
    await expect(drawn(concentrationCurve(curve, now, { width }))).toMatchFileSnapshot(
      `charts/concentration_${width}.svg`,
    );
  });

  test.each([
    [1100, "share_of_revenue", history],
    [326, "customers", history],
    [1100, "at_least", history],
    [326, "revenue", none],
  ] as const)("levels_over_time_%i_%s", async (width, measure, rows) => {
    const chart = levelsOverTime(rows, { width, measure });
    await expect(drawn(chart)).toMatchFileSnapshot(`charts/levels_over_time_${width}_${measure}.svg`);
  });

  test("none of them holds a number that is not one", () => {
    for (const rows of [now, few, none]) {
      expect(drawn(pyramidChart(rows, { width: 400 }))).not.toMatch(/NaN|Infinity|undefined/);
      expect(drawn(concentrationCurve(curve, rows, { width: 400 }))).not.toMatch(/NaN|Infinity|undefined/);
      for (const measure of ["share_of_revenue", "customers", "revenue", "at_least"] as const)
        expect(drawn(levelsOverTime(rows, { width: 400, measure }))).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describe("figures", () => {
  test("levels end where their shares add up to, until one is hidden", () => {
    expect(
      levelEnds(now).map(({ level, customers, revenue }) => [level, customers, Number(revenue.toFixed(6))]),
    ).toEqual([
      ["top", 0.01, 0.3],
      ["large", 0.05, 0.5],
      ["medium", 0.2, 0.8],
    ]);
    expect(levelEnds(few)).toEqual([]);
    expect(levelEnds(none)).toEqual([]);
  });

  test("the last snapshot, and changes since the first where there are no twelve before", () => {
    expect(levelsAt(history).map(({ customers }) => customers)).toEqual([10, 40, 150, 800, 500]);
    expect(levelsAt(history, 1)[0]?.customers).toBe(9);
    expect(levelChange(history, "top", "revenue")).toEqual({ now: 30_000, change: 0.5, since: october });
    const { change } = levelChange(history, "top", "revenue_share");
    expect(change).toBeCloseTo(0.3 - 0.25, 12);
    expect(levelChange(now, "top", "revenue")).toEqual({ now: 30_000, change: null, since: undefined });
  });

  test("definitions: the product's first; the one in force", () => {
    const own = now.map((level) => ({ ...level, definition: "ours", is_in_force: false }));
    expect(definitionsOf([...own, ...now])).toEqual({ definitions: ["curry", "ours"], inForce: "curry" });
  });
});

describe("findings", () => {
  const gini = { customers: 1000, revenue: 100_000, gini: 0.7346, top_fifth_share: 0.8 };

  test("of the pyramid and the curve", () => {
    expect(finding.pyramidFinding(now)).toBe("Top level: 1.0% of customers bring 30.0% of revenue");
    expect(finding.concentrationFinding(gini)).toBe(
      "The top 20% of customers bring 80.0% of revenue; Gini 0.73",
    );
    expect(finding.concentrationFinding({ ...gini, top_fifth_share: null })).toBe("Gini of revenue: 0.73");
    expect(finding.valuesFinding(now, gini)).toBe(
      "A customer of the level “Top” brings $3K, 30.0 times the average",
    );
  });

  test("over time", () => {
    expect(finding.overTimeFinding(history, "share_of_revenue")).toBe(
      "The level “Top” brings 30.0% of revenue, +5.0 pp since Oct 31, 2025",
    );
    expect(finding.overTimeFinding(history, "customers")).toBe(
      "The level “Top” holds 10 customers, +25.0% since Oct 31, 2025",
    );
    expect(finding.overTimeFinding(now, "at_least")).toBe("The level “Top” begins at $900");
  });

  test("where too few customers would be told of", () => {
    expect(finding.pyramidFinding(none)).toBe("Too few customers with revenue to show levels");
    expect(finding.pyramidFinding(few)).toBe("Medium level: 15.8% of customers bring 56.3% of revenue");
    expect(finding.concentrationFinding(undefined)).toBe("Too few customers with revenue to show levels");
    expect(finding.valuesFinding(none, undefined)).toBe("Sizes and values of the levels");
    expect(finding.overTimeFinding(none, "revenue")).toBe("Too few customers with revenue to show levels");
  });
});
