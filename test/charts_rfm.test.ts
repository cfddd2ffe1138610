// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { heatLegend } from "../src/components/heat_legend.js";
import { picked } from "../src/components/picked.js";
import { histogramOf, nearestHalf, type RfmBin } from "../src/components/rfm_bins.js";
import { rfmDetail } from "../src/components/rfm_detail.js";
import * as finding from "../src/components/rfm_findings.js";
import { rfmGrid, strengthOf } from "../src/components/rfm_grid.js";
import { presetsOf, type RfmGroup, type ScoredMeasure, viewOf } from "../src/components/rfm_groups.js";
import { histogramNote, rfmBinList, rfmHistogram } from "../src/components/rfm_histogram.js";
import { layOut, neighbour } from "../src/components/rfm_layout.js";
import { rfmSegmentTable } from "../src/components/rfm_segment_table.js";
import { rfmTreemap } from "../src/components/rfm_treemap.js";
import { formatBounds, formatMean, formatMeasure } from "../src/components/rfm_words.js";
import { drawn } from "./charts/drawn.ts";

const none = {
  preset: "",
  is_in_force: false,
  segment: "all",
  segment_place: 0,
  r_score: 0,
  f_score: 0,
  m_from: 1,
  m_to: 3,
  sales: null,
  revenue: null,
  method: null,
  at_least: null,
  at_most: null,
  window_days: 365,
  measure: null,
};

/** A preset of two R and two F; where it reads M, one cell is parted by it. */
function groups(preset: string, readsM: boolean): RfmGroup[] {
  const part = (
    segment: string,
    [r_score, f_score, m_from, m_to]: [number, number, number, number],
    customers: number | null,
    revenue: number | null,
  ): RfmGroup => ({
    ...none,
    preset,
    is_in_force: preset === "plain",
    kind: "part",
    segment,
    segment_place: { champions: 1, loyal: 2, at_risk: 3 }[segment] ?? 4,
    r_score,
    f_score,
    m_from,
    m_to,
    customers,
    sales: customers === null ? null : customers * 2,
    revenue,
  });
  const parts = readsM
    ? [
        part("champions", [2, 2, 3, 3], 8, 9000),
        part("loyal", [2, 2, 1, 2], 40, 2000),
        part("loyal", [1, 2, 1, 3], 30, 600),
        part("at_risk", [2, 1, 2, 3], null, null),
        part("hibernating", [2, 1, 1, 1], null, null),
        part("hibernating", [1, 1, 1, 3], 200, -12),
      ]
    : [
        part("champions", [2, 2, 1, 3], 48, 11_000),
        part("loyal", [1, 2, 1, 3], 30, 600),
        part("at_risk", [2, 1, 1, 3], 25, 400),
        part("hibernating", [1, 1, 1, 3], 200, -12),
      ];
  const total = (
    kind: RfmGroup["kind"],
    own: Partial<RfmGroup>,
    customers: number,
    revenue: number,
  ): RfmGroup => ({
    ...none,
    preset,
    is_in_force: preset === "plain",
    kind,
    customers,
    sales: customers * 2,
    revenue,
    ...own,
  });
  return [
    ...parts,
    total("cell", { r_score: 2, f_score: 2 }, 48, 11_000),
    total("cell", { r_score: 1, f_score: 2 }, 30, 600),
    total("cell", { r_score: 2, f_score: 1 }, 25, 400),
    total("cell", { r_score: 1, f_score: 1 }, 200, -12),
    total("segment", { segment: "champions", segment_place: 1 }, readsM ? 8 : 48, readsM ? 9000 : 11_000),
    total("segment", { segment: "loyal", segment_place: 2 }, readsM ? 70 : 30, readsM ? 2600 : 600),
    total("segment", { segment: "at_risk", segment_place: 3 }, 25, 400),
    total("segment", { segment: "hibernating", segment_place: 4 }, 200, -12),
    total("recency", { r_score: 2, at_least: 0, at_most: 30, method: "fixed" }, 73, 11_400),
    total("recency", { r_score: 1, at_least: 31, method: "fixed" }, 230, 588),
    total("frequency", { f_score: 2, at_least: 3, method: "quantile" }, 78, 11_600),
    total("frequency", { f_score: 1, at_least: 0, at_most: 2, method: "quantile" }, 225, 388),
    total("monetary", { m_from: 3, m_to: 3, at_least: 500, method: "mean" }, 9, 9100),
    total("monetary", { m_from: 2, m_to: 2, at_least: 500, at_most: 500, method: "mean" }, 0, 0),
    total("monetary", { m_from: 1, m_to: 1, at_most: 500, method: "mean" }, 294, 2888),
    total("all", {}, 303, 11_988),
  ];
}

const all = [...groups("plain", false), ...groups("split", true)];
const view = (preset: string) => {
  const found = viewOf(all, preset);
  if (!found) throw new Error(preset);
  return found;
};
const anything = () => true;
const window = "last 365 days";

beforeEach(() => history.replaceState(null, "", "/"));

describe("the grid", () => {
  test.each([
    ["plain", 760, "customers", undefined],
    ["plain", 326, "mean_value", "2-2"],
    ["split", 760, "revenue", "loyal"],
    ["split", 326, "customers", "2-2-3"],
  ] as const)("rfm_grid_%s_%i_%s", async (preset, width, measure, key) => {
    const pick = picked("pick", anything);
    pick.pick(key);
    const grid = rfmGrid(view(preset), { width, measure, picked: pick, window });
    await expect(drawn(grid)).toMatchFileSnapshot(`charts/rfm_grid_${preset}_${width}_${measure}.svg`);
  });

  test("a click, a key and a link pick the same cell, and a second takes it back", () => {
    const pick = picked("pick", anything);
    const grid = rfmGrid(view("plain"), { width: 760, measure: "customers", picked: pick, window });
    const detail = rfmDetail(view("plain"), pick);
    document.body.replaceChildren(grid, detail);
    const champions = grid.querySelector('[aria-label*="Champions"]');
    champions?.dispatchEvent(new MouseEvent("click"));
    expect([pick.value, location.search]).toEqual(["2-2", "?pick=2-2"]);
    expect(champions?.getAttribute("aria-pressed")).toBe("true");
    expect(detail.textContent).toContain("Champions");
    expect(detail.textContent).toContain("15.8% of customers");
    expect(picked("pick", anything).value).toBe("2-2");
    expect(picked("pick", (key) => key === "9-9").value).toBeUndefined();
    champions?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect([pick.value, location.search]).toEqual([undefined, ""]);
    expect(detail.textContent).toContain("All customers");
  });

  test("arrow keys lead to the neighbour", () => {
    const { boxes } = layOut(view("split"), 760);
    const at = (key: string) => boxes.find((box) => box.key === key);
    const from = at("2-2-3");
    if (!from) throw new Error("no box");
    expect(neighbour(boxes, from, "ArrowDown")?.key).toBe("2-2-2");
    expect(neighbour(boxes, from, "ArrowLeft")?.key).toBe("1-2-3");
    expect(neighbour(boxes, from, "ArrowUp")).toBeUndefined();
    expect(neighbour(boxes, from, "a")).toBeUndefined();
  });

  test("no box lies over another, and hidden and losing groups have no colour", () => {
    for (const width of [326, 760]) {
      const { boxes } = layOut(view("split"), width);
      for (const one of boxes)
        for (const other of boxes)
          if (one !== other)
            expect(one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2).toBe(
              false,
            );
    }
    const strength = strengthOf(view("split"), "revenue");
    expect(
      view("split")
        .parts.filter((part) => strength(part) === 0)
        .map(({ segment }) => segment),
    ).toEqual(["at_risk", "hibernating", "hibernating"]);
  });

  test("its legend, its detail of a segment and of a hidden part", async () => {
    const pick = picked("pick", anything);
    pick.pick("loyal");
    const segment = rfmDetail(view("split"), pick);
    pick.pick("2-1-3");
    const hidden = rfmDetail(view("split"), pick);
    const all = document.createElement("div");
    all.append(heatLegend("0", "200"), segment, hidden);
    await expect(drawn(all)).toMatchFileSnapshot("charts/rfm_detail.html");
  });
});

describe("segments", () => {
  test.each([
    [1100, "customers"],
    [326, "revenue"],
  ] as const)("rfm_treemap_%i_%s", async (width, measure) => {
    const pick = picked("pick", anything);
    pick.pick("loyal");
    const treemap = rfmTreemap(view("plain"), { width, measure, picked: pick });
    await expect(drawn(treemap)).toMatchFileSnapshot(`charts/rfm_treemap_${width}_${measure}.svg`);
  });

  test("rfm_segment_table", async () => {
    const pick = picked("pick", anything);
    const table = rfmSegmentTable(view("split"), pick, "Segments");
    table.querySelector("button")?.click();
    expect(pick.value).toBe("champions");
    await expect(drawn(table)).toMatchFileSnapshot("charts/rfm_segment_table.html");
  });
});

const bin = (
  measure: ScoredMeasure,
  at_least: number | null,
  below: number | null,
  customers: number | null,
): RfmBin => ({
  measure,
  bin: 1,
  at_least,
  below,
  customers,
});
const bins: Record<ScoredMeasure, RfmBin[]> = {
  recency: [
    bin("recency", 0, 20, 40),
    bin("recency", 20, 40, 30),
    bin("recency", 40, 80, 20),
    bin("recency", 90, 100, 5),
  ],
  frequency: [
    ...[60, 20, 8, 5, 3, 2, 1].map((customers, index) => bin("frequency", index + 1, index + 2, customers)),
    bin("frequency", 8, null, 1),
  ],
  monetary: [bin("monetary", null, 10, 6), bin("monetary", 10, 100, 50), bin("monetary", 100, 1000, 39)],
};

describe("distributions", () => {
  test.each([
    ["recency", 1100],
    ["frequency", 326],
    ["monetary", 326],
  ] as const)("rfm_histogram_%s_%i", async (measure, width) => {
    const scores = view("plain").scores[measure];
    const histogram = histogramOf(bins[measure], scores, measure);
    if (!histogram) throw new Error(measure);
    const card = document.createElement("div");
    card.append(
      rfmHistogram(histogram, { width, measure, words: measure, levels: scores.length, window }),
      rfmBinList(scores, 303),
      histogramNote(histogram, measure, measure, 303),
    );
    await expect(drawn(card)).toMatchFileSnapshot(`charts/rfm_histogram_${measure}_${width}.svg`);
  });

  test("a bin is parted where a score begins, and its area stays its customers", () => {
    const histogram = histogramOf(bins.recency, view("plain").scores.recency, "recency");
    // 30 days still score 2; a bin of the double width is half as high for its customers.
    expect(histogram?.pieces).toEqual([
      { from: 0, to: 20, height: 20, score: 2 },
      { from: 20, to: 31, height: 15, score: 2 },
      { from: 31, to: 40, height: 15, score: 1 },
      { from: 40, to: 80, height: 5, score: 1 },
      { from: 90, to: 100, height: 5, score: 1 },
    ]);
    expect(histogram?.cuts).toEqual([{ at: 31, value: 30 }]);
  });

  test("where all are equal, the bin belongs to the score that holds them, not to the empty one that begins in it", () => {
    const [high, , low] = view("plain").scores.monetary;
    if (!high || !low) throw new Error("no scores");
    const scores = [
      { ...high, customers: 0, at_least: 10.0001 },
      { ...low, at_most: 10.0001 },
    ];
    const equal = [bin("monetary", 9.97, 10.07, 500)];
    expect(histogramOf(equal, scores, "monetary")?.pieces.map(({ score }) => score)).toEqual([1, 1]);
    const alike = { ...view("plain"), scores: { ...view("plain").scores, monetary: scores } };
    expect(finding.monetaryFinding(alike)).toBe("Everybody scores M 1 on revenue");
  });

  test("a long tail of orders is told of rather than drawn", () => {
    const histogram = histogramOf(bins.frequency, view("plain").scores.frequency, "frequency");
    expect(histogram?.pieces.at(-1)).toEqual({ from: 6.5, to: 7.5, height: 1, score: 2 });
    expect(histogram?.over).toEqual({ customers: 1, at_least: 8 });
    expect(histogram?.customers).toBe(100);
  });

  test("nothing to draw", () => {
    expect(histogramOf([], view("plain").scores.recency, "recency")).toBeUndefined();
    expect(
      histogramOf([bin("recency", 0, 20, null)], view("plain").scores.recency, "recency"),
    ).toBeUndefined();
    expect(nearestHalf([])).toBeUndefined();
    expect(nearestHalf(bins.recency)).toEqual({ below: 20, share: 40 / 95 });
  });
});

describe("words", () => {
  test("bounds", () => {
    const bounds = (preset: string, measure: ScoredMeasure) => view(preset).scores[measure].map(formatBounds);
    expect(bounds("plain", "recency")).toEqual(["≤\u00a030", "≥\u00a031"]);
    expect(bounds("plain", "frequency")).toEqual(["≥\u00a03", "≤\u00a02"]);
    // Nobody can have the middle one: it would begin where it ends.
    expect(bounds("plain", "monetary")).toEqual(["≥\u00a0$500", "–", "<\u00a0$500"]);
  });

  test("numbers that are hidden, none or a mean", () => {
    const [, , , hidden] = view("split").parts;
    if (!hidden) throw new Error("no part");
    expect(formatMeasure(null, "customers", { ...hidden, customers: null })).toBe("hidden");
    expect(formatMeasure(null, "mean_value", { ...hidden, customers: 0 })).toBe("–");
    expect([formatMean(4), formatMean(null)]).toEqual(["4.0", "–"]);
  });

  test("findings", () => {
    expect(finding.gridFinding(view("plain"), "customers")).toBe(
      "“Hibernating” holds the most customers: 66.0%, who bring -0.1% of revenue",
    );
    expect(finding.gridFinding(view("plain"), "revenue")).toBe(
      "“Champions” brings the most revenue: 91.8%, from 15.8% of customers",
    );
    expect(finding.gridFinding(view("split"), "mean_value")).toBe(
      "“Champions” is worth the most per customer: $1.13K, 28.4 times the average",
    );
    expect(finding.segmentsFinding(view("plain"))).toBe(
      "“Champions” alone brings 91.8% of revenue with 15.8% of customers",
    );
    expect(finding.recencyFinding(bins.recency)).toBe("42.1% of the buyers ordered within the last 20 days");
    expect(finding.frequencyFinding(bins.frequency)).toBe("60.0% of the buyers ordered once");
    expect(finding.monetaryFinding(view("plain"))).toBe(
      "M 3 begins at $500: 3.0% of customers, 75.9% of revenue",
    );
  });

  test("without revenue there is no share of it to tell", () => {
    const free = all.map((group) => ({ ...group, revenue: 0 }));
    const view = viewOf(free, "plain");
    if (!view) throw new Error("no view");
    expect(finding.gridFinding(view, "customers")).toBe("“Hibernating” holds the most customers: 66.0%");
    expect(finding.segmentsFinding(view)).toBe("4 segments and who is in them");
    const empty = (bins: RfmBin[]) => finding.emptyFinding(bins, window)[0];
    expect(empty([bin("monetary", null, 1, 40)])).toBe("No revenue to draw");
    expect(empty([bin("recency", 0, 20, null)])).toBe("Too few buyers to draw");
    expect(empty([])).toBe("Nobody ordered (last 365 days)");
  });

  test("findings where all is hidden", () => {
    const hidden = all.map((group) => ({ ...group, customers: null, sales: null, revenue: null }));
    const view = viewOf(hidden, "plain");
    if (!view) throw new Error("no view");
    expect(finding.gridFinding(view, "revenue")).toBe("Too few customers to show where they are");
    expect(finding.segmentsFinding(view)).toBe("4 segments and who is in them");
    expect(finding.monetaryFinding(view)).toBe("Too few buyers to draw");
    expect(finding.recencyFinding([])).toBe("Too few buyers to draw");
  });

  test("presets: the one in force first, then by name", () => {
    const preset = (preset: string, is_in_force = false) => ({
      ...none,
      kind: "all" as const,
      customers: 1,
      preset,
      is_in_force,
    });
    expect(presetsOf([preset("ours", true), preset("rules"), preset("rf10"), preset("eight")])).toEqual({
      presets: ["ours", "eight", "rf10", "rules"],
      inForce: "ours",
    });
    expect(viewOf([], "rf10")).toBeUndefined();
  });
});
