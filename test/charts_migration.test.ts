// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import * as controls from "../src/components/migration_controls.ts";
import * as finding from "../src/components/migration_findings.ts";
import { directionLegend, migrationMatrix } from "../src/components/migration_matrix.ts";
import { type MigrationRates, sizesAt, type TierSize } from "../src/components/migration_pair.ts";
import {
  migrationSankey,
  pathsShown,
  stepsShown,
  type TierPath,
} from "../src/components/migration_sankey.ts";
import { movesOverTime } from "../src/components/moves_over_time.ts";
import { type MonthReason, type MoveReason, reasonShares } from "../src/components/reasons.ts";
import { reasonsFinding, reasonsOverTime } from "../src/components/reasons_over_time.ts";
import type { TierFlow } from "../src/components/tier_moves.ts";
import { valueGrowth, valueGrowthBars } from "../src/components/value_growth.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const [june, december] = [day("2025-06-30"), day("2025-12-31")];
const tiers = ["top", "potential", "general", "dormant"];

const size = (as_of: Date, tier: string, customers: number | null, revenue: number | null): TierSize => ({
  model: "score_tier",
  as_of,
  is_partial: false,
  tier,
  tier_rank: tiers.indexOf(tier) + 1,
  customers,
  revenue,
});
const sizes = [
  size(june, "top", 100, 5000),
  size(june, "potential", 80, 900),
  size(june, "general", 60, 300),
  size(june, "dormant", 40, 0),
  size(december, "top", 110, 6000),
  size(december, "potential", 70, 800),
  size(december, "general", null, null),
  size(december, "dormant", 120, 0),
];
const [before, after] = [sizesAt(sizes, "score_tier", june), sizesAt(sizes, "score_tier", december)];

const directionOf = (from: number, to: number) =>
  from === 0 ? "entered" : from > to ? "up" : from < to ? "down" : "stayed";

const flow = (
  from_tier: string,
  to_tier: string,
  customers: number | null,
  revenue: [number, number],
): TierFlow => ({
  from_as_of: june,
  to_as_of: december,
  from_tier,
  to_tier,
  from_rank: tiers.indexOf(from_tier) + 1,
  to_rank: tiers.indexOf(to_tier) + 1,
  direction: directionOf(tiers.indexOf(from_tier) + 1, tiers.indexOf(to_tier) + 1),
  customers,
  revenue_before: customers === null ? null : revenue[0],
  revenue_after: customers === null ? null : revenue[1],
});
const flows = [
  flow("top", "top", 70, [4000, 4500]),
  flow("top", "dormant", 30, [1000, 0]),
  flow("potential", "top", 25, [300, 900]),
  flow("potential", "potential", 55, [600, 500]),
  flow("general", "general", null, [0, 0]),
  flow("dormant", "dormant", 40, [0, 0]),
  flow("entered", "potential", 15, [0, 300]),
];

const rates = (to: string, counts: Partial<MigrationRates> = {}): MigrationRates => ({
  from_as_of: june,
  to_as_of: day(to),
  present: 280,
  moved_up: 25,
  moved_down: 50,
  moved_sideways: 0,
  stayed: 205,
  entered: 15,
  ...counts,
});

const path = (
  stop: number,
  origin_tier: string,
  from_tier: string,
  to_tier: string,
  customers: number | null,
): TierPath => ({
  step_months: 6,
  origin_stop: 3,
  stop,
  origin_tier,
  from_tier,
  to_tier,
  customers,
});
const paths = [
  path(3, "top", "top", "top", 60),
  path(3, "top", "top", "dormant", 40),
  path(3, "dormant", "dormant", "top", 10),
  path(3, "entered", "entered", "top", 20),
  path(3, "entered", "entered", "entered", 30),
  path(4, "top", "top", "top", 50),
  path(4, "top", "top", "dormant", 10),
  path(4, "top", "dormant", "dormant", 40),
  path(4, "dormant", "top", "top", null),
  path(4, "entered", "top", "top", 20),
  path(4, "entered", "entered", "dormant", 30),
  { ...path(4, "top", "top", "top", 99), step_months: 1 },
];
const days = [day("2024-12-31"), june, december];
// One customer more in the best tier now than the bands show.
const sizeOf = (stop: number, tier: string) => (stop === 2 && tier === "top" ? 71 : undefined);

describe("migration matrix", () => {
  const matrix = (measure: "customers" | "share_of_row" | "revenue", width = 800) =>
    migrationMatrix(flows, {
      width,
      model: "score_tier",
      measure,
      tiers,
      before,
      after,
      entered: 20,
      title: "Moves",
    });
  const texts = (node: Element) => [...node.querySelectorAll("text")].map((text) => text.textContent);

  test("migration_matrix", () => expect(matrix("customers")).toMatchSnapshot());

  test("a cell about too few customers says so, and an empty one has a dash", () => {
    const words = texts(matrix("customers"));
    expect(words).toContain("hidden");
    expect(words).toContain("–");
    expect(words).not.toContain("0");
  });

  test("shares are of the customers who were in the row's tier, all of them", () => {
    expect(texts(matrix("share_of_row"))).toEqual(
      expect.arrayContaining(["70.0%", "30.0%", "31.3%", "75.0%"]),
    );
  });

  test("revenue goes from before to after, and newcomers have only an after", () => {
    const words = texts(matrix("revenue"));
    expect(words).toEqual(expect.arrayContaining(["$4K", "→ $4.5K", "$300"]));
    expect(words).not.toContain("→ $300");
  });

  test("it scrolls under its row names where it is wider than the screen, and can then be reached by keyboard", () => {
    const narrow = matrix("revenue", 326);
    expect(narrow.getAttribute("tabindex")).toBe("0");
    expect(Number(narrow.querySelector("svg")?.getAttribute("width"))).toBeGreaterThan(326);
    expect(matrix("customers").hasAttribute("tabindex")).toBe(false);
  });

  test("direction_legend", () =>
    expect(directionLegend(controls.directionCounts(rates("2025-12-31"), flows))).toMatchSnapshot());
});

describe("flow over several snapshots", () => {
  const shown = pathsShown(paths, 6, 3);
  const options = { width: 800, model: "score_tier", tiers, days, sizeOf, title: "Flow" } as const;

  test("migration_sankey", () => expect(migrationSankey(shown, options)).toMatchSnapshot());

  test("shows the chosen step and no one who stays outside", () => {
    expect(shown).toHaveLength(10);
    expect(shown.map(({ stop }) => stop)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  test("a band keeps the colour of its first tier, and newcomers are hatched", () => {
    const strokes = [...migrationSankey(shown, options).querySelectorAll("path")].map((band) =>
      band.getAttribute("stroke"),
    );
    expect(strokes.filter((stroke) => stroke === "var(--tier-1)")).toHaveLength(5);
    expect(strokes.filter((stroke) => stroke === "url(#newcomers)")).toHaveLength(3);
  });

  test("bands of other tiers recede behind those followed", () => {
    const bands = [...migrationSankey(shown, { ...options, follow: "dormant" }).querySelectorAll("path")];
    expect(bands.filter((band) => band.getAttribute("opacity") === "0.55")).toHaveLength(1);
  });

  test("no paths draw nothing and do not fail", () => {
    expect(migrationSankey([], options).querySelectorAll("path")).toHaveLength(0);
  });

  test("sentences about where customers came from and went", () => {
    const about = { model: "score_tier", best: "top", days, sizeOf } as const;
    expect(finding.sankeyFinding(shown, { ...about, follow: undefined })).toBe(
      "Of those in “Top” now, 70.4% were in it on Dec 31, 2024; 28.2% were not customers yet",
    );
    expect(finding.sankeyFinding(shown, { ...about, follow: "top" })).toMatch(
      /^Of the 100 in “Top” on Dec 31, 2024, 50.0% are in it now/,
    );
    expect(finding.sankeyFinding(shown, { ...about, follow: "general" })).toBe(
      "Nobody was in “General” on Dec 31, 2024",
    );
  });
});

describe("moves over time", () => {
  const months = [
    rates("2025-10-31"),
    rates("2025-11-30", { moved_up: null, moved_down: null }),
    rates("2025-12-31"),
  ];

  test("moves_over_time", () => expect(movesOverTime(months, { width: 700 })).toMatchSnapshot());

  test("sentences about the last move", () => {
    expect(finding.movesFinding(months, "score_tier")).toBe(
      "25 moved up and 50 down since the snapshot before; more fell than rose 2 times of 3",
    );
    expect(finding.movesFinding([], "score_tier")).toBe("Moves since the snapshot before");
  });
});

describe("tier value growth", () => {
  const growth = valueGrowth(tiers, before, after);

  test("value_growth", () =>
    expect(valueGrowthBars(growth, { width: 500, model: "score_tier" })).toMatchSnapshot());

  test("revenue now over then, less one; unknown where a tier is hidden or had nothing", () => {
    expect(growth.map((row) => row.growth && Number(row.growth.toFixed(4)))).toEqual([
      0.2,
      -0.1111,
      null,
      null,
    ]);
    expect(finding.growthFinding(growth, "score_tier")).toBe(
      "“Top” gained $1K of revenue (+20.0%), the largest change",
    );
  });
});

describe("reasons", () => {
  const reason = (from_tier: string, to_tier: string, why: MoveReason["reason"], customers: number) => ({
    from_as_of: june,
    to_as_of: december,
    from_tier,
    to_tier,
    reason: why,
    customers,
  });
  const shares = reasonShares([
    reason("top", "dormant", "time", 30),
    reason("top", "dormant", "threshold_drift", 10),
  ]);
  const strips = (node: Element) =>
    [...node.querySelectorAll("rect")].filter((rect) => rect.getAttribute("fill")?.includes("--reason-"));

  test("a cell of the matrix is parted by the shares of its reasons; who stayed or entered has none", () => {
    const matrix = migrationMatrix(flows, {
      width: 800,
      model: "score_tier",
      measure: "customers",
      tiers,
      before,
      after,
      entered: 20,
      reasonsOf: shares,
      title: "Moves",
    });
    const found = strips(matrix);
    expect(found.map((strip) => strip.querySelector("title")?.textContent)).toEqual([
      "Time: 75.0%",
      "Threshold drift: 25.0%",
    ]);
    const [time, drift] = found.map((strip) => Number(strip.getAttribute("width")));
    expect((time ?? 0) / (drift ?? 1)).toBeCloseTo(3, 1);
  });

  test("bands part by reason from stop to stop, and keep their sum", () => {
    const steps = stepsShown(
      [
        path(3, "top", "top", "dormant", 40),
        path(4, "top", "top", "dormant", 99),
        { ...path(4, "top", "top", "top", 50), origin_stop: 4 },
        { ...path(4, "top", "top", "dormant", 8), origin_stop: 4 },
      ],
      6,
      3,
    );
    expect(steps.map(({ stop, customers }) => [stop, customers])).toEqual([
      [0, 40],
      [1, 50],
      [1, 8],
    ]);
    const reasonsOf = (_: number, from: string, to: string) => shares(from, to);
    const drawn = migrationSankey(steps, {
      width: 800,
      model: "score_tier",
      tiers,
      days,
      sizeOf,
      reasonsOf,
      title: "Why",
    });
    const titles = [...drawn.querySelectorAll("path title")].map((title) => title.textContent);
    expect(titles.sort()).toEqual([
      "Stayed or entered: 50 from Top to Top",
      "Threshold drift: 10 from Top to Dormant",
      "Threshold drift: 2 from Top to Dormant",
      "Time: 30 from Top to Dormant",
      "Time: 6 from Top to Dormant",
    ]);
  });

  const month = (direction: MonthReason["direction"], why: MonthReason["reason"], customers: number) => ({
    from_as_of: june,
    to_as_of: december,
    direction,
    reason: why,
    customers,
  });
  const months = [
    month("down", "time", 1935),
    month("down", "threshold_drift", 160),
    month("up", "behaviour", 1360),
  ];

  test("the finding names each reason that there is, the most frequent first", () => {
    const of = (direction: MonthReason["direction"]) =>
      reasonsFinding(months, { model: "score_tier", direction, day: december });
    expect(of("down")).toBe(
      "Of those who moved down, about 1,935 did so as time passed and about 160 did so only because the bar moved",
    );
    expect(of("up")).toBe("Of those who moved up, about 1,360 did so through their own orders");
    expect(of("sideways")).toBe("Why customers moved");
  });

  test("columns show the chosen direction only", () => {
    const chart = reasonsOverTime(months, { width: 800, direction: "down", days: [june, december] });
    const bars = [...chart.querySelectorAll('[aria-label="bar"] rect')];
    expect(bars.map((bar) => bar.getAttribute("fill")).sort()).toEqual([
      "var(--reason-threshold_drift)",
      "var(--reason-time)",
    ]);
  });
});
