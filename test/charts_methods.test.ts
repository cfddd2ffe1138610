// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { Catalog } from "../src/components/catalog.ts";
import {
  type CutPoint,
  cutPointFinding,
  cutPointLines,
  cutPointTable,
} from "../src/components/cut_points.ts";
import { presetMaps } from "../src/components/preset_map.ts";
import { otherThresholds, thresholds } from "../src/components/threshold_table.ts";

const texts = (node: Element | undefined, selector: string) =>
  [...(node?.querySelectorAll(selector) ?? [])].map(({ textContent }) => textContent);

describe("cut points", () => {
  const months = Array.from({ length: 13 }, (_, index) => new Date(Date.UTC(2025, index, 0)));
  const points: CutPoint[] = months.flatMap((as_of, index) =>
    [
      { measure: "recency", score: 3, cut_point: 30 + index },
      { measure: "recency", score: 2, cut_point: 90 },
      { measure: "frequency", score: 3, cut_point: 4 },
      { measure: "frequency", score: 2, cut_point: 4 },
      { measure: "monetary", score: 3, cut_point: 1000.5 },
      { measure: "monetary", score: 2, cut_point: 100 },
    ].map((point) => ({ ...point, as_of, scale: "rfm", method: "quantile", frozen_as_of: null })),
  );
  const last = points.filter(({ as_of }) => as_of === months.at(-1));

  test("cut_point_lines", () => expect(cutPointLines(points, { width: 900 })).toMatchSnapshot());

  test("scores that begin at one value share their words", () => {
    expect(texts(cutPointLines(points, { width: 900 }), "text")).toEqual(
      expect.arrayContaining(["3, 2: ≥ 4", "3: ≤ 42", "2: ≤ 90", "3: ≥ $1K"]),
    );
  });

  test("the finding compares the best recency score with a year before", () => {
    expect(cutPointFinding(points)).toBe(
      "For the best recency score a customer must have bought within 42 days; 30 days a year before",
    );
    expect(cutPointFinding(last)).toBe("Cut points at every snapshot");
  });

  test("the table says what each score takes, and the lowest takes the rest", () => {
    const { rows, columns } = cutPointTable(last);
    const shown = rows.map((row) => columns.map(({ value, format = String }) => format(value(row) as never)));
    expect(shown).toEqual([
      ["3", "≤ 42", "≥ 4", "≥ $1K"],
      ["2", "≤ 90", "≥ 4", "≥ $100"],
      ["1", "the rest", "the rest", "the rest"],
    ]);
    expect(columns.map(({ value }) => value(rows[0]))).toEqual(["3", 42, 4, 1000.5]);
  });
});

const threshold = (name: string, columns: string[], rows: unknown[][]): Catalog["thresholds"][number] => ({
  name: `thresholds.${name}`,
  file: `sql/thresholds/${name}.sql`,
  says: "One row.",
  sql: "",
  columns,
  rows,
});
const catalog = {
  thresholds: [
    threshold(
      "calendar",
      ["as_of", "window_days", "counts_free_orders", "most_rejected_share"],
      [[null, 365, true, 0.05]],
    ),
    threshold("order_statuses", ["status"], [["cancelled"], ["void"]]),
    threshold("segment_preset", ["preset"], [["house"]]),
    threshold(
      "segment_presets",
      ["preset", "scale", "picks_first_match", "source", "note"],
      [
        ["rf10", "rfm", false, "Known", "As shipped."],
        ["house", "own", true, "<b>Ours</b>", "Made by us."],
      ],
    ),
    threshold(
      "rfm_cuts",
      ["scale", "measure", "method", "score", "cut_at", "frozen_as_of"],
      [
        ["own", "recency", "fixed", 2, "30.0000", "2025-01-31"],
        ["own", "frequency", "quantile", 2, "0.5000", null],
        ["own", "monetary", "mean", 2, null, null],
      ],
    ),
    threshold(
      "segments",
      ["preset", "segment", "segment_rank", "r_from", "r_to", "f_from", "f_to", "m_from", "m_to"],
      [
        ["house", "gold", 1, 2, 2, 1, 2, 2, 2],
        ["house", "friends", 2, 1, 1, 1, 1, 1, 1],
        ["house", "friends", 2, 1, 1, 2, 2, 1, 1],
        ["house", "standard", 9, 1, 2, 1, 2, 1, 2],
      ],
    ),
    threshold("house_rule", ["our_limit"], [["12.50"]]),
  ],
};

describe("thresholds", () => {
  test("threshold_table", () => expect(thresholds(catalog, "calendar", "order_statuses")).toMatchSnapshot());

  test("values read as people write them", () => {
    expect(texts(thresholds(catalog, "rfm_cuts"), "tbody tr:nth-child(1) > *")).toEqual([
      "own",
      "Recency",
      "Fixed value",
      "2",
      "30",
      "Jan 31, 2025",
    ]);
    expect(texts(thresholds(catalog, "rfm_cuts"), "tbody tr:nth-child(2) > *")).toEqual([
      "own",
      "Frequency",
      "Quantile",
      "2",
      "50.0%",
      "–",
    ]);
  });

  test("a file that the company added is shown under its own names", () => {
    const others = otherThresholds(catalog);
    expect(texts(others, "summary code")).toEqual(["sql/thresholds/house_rule.sql"]);
    expect(texts(others, "tbody td")).toEqual(["12.5"]);
  });
});

describe("presets", () => {
  const [shipped, own] = presetMaps(catalog);

  test("the one in force is open, and a company's own is told in its own words, as text", () => {
    expect([shipped?.hasAttribute("open"), own?.hasAttribute("open")]).toEqual([false, true]);
    expect(own?.textContent).toContain("Made by us. Source: <b>Ours</b>");
    expect(shipped?.textContent).toContain("all 25 combinations are named once");
  });

  test("blocks of scores leave out what every score fits", () => {
    expect(texts(own, "tbody tr").map((text) => text?.trim())).toEqual([
      "GoldR2 M2",
      "friends111  121",
      "Standardall others",
    ]);
  });
});
