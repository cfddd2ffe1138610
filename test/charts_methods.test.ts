// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { Catalog } from "../src/components/catalog.ts";
import {
  type CutPoint,
  cutPointFinding,
  cutPointLines,
  cutPointTable,
} from "../src/components/cut_points.ts";
import { dataTable } from "../src/components/data_table.ts";
import { type MappedScores, presetMaps } from "../src/components/preset_map.ts";
import { type PresetProof, proofFinding, proofTable } from "../src/components/preset_proof.ts";
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
  parts: [],
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
    threshold(
      "segment_presets",
      ["preset", "scale", "source", "note"],
      [
        ["rf10", "rfm", "Known", "As shipped."],
        ["house", "own", "<b>Ours</b>", "Made by us."],
      ],
    ),
    {
      ...threshold("segments", ["preset"], []),
      parts: ["sql/thresholds/segments/rf10.sql", "acme/thresholds/segments/house.sql"],
    },
    threshold(
      "rfm_cuts",
      ["scale", "measure", "method", "score", "cut_at", "frozen_as_of"],
      [
        ["own", "recency", "fixed", 2, "30.0000", "2025-01-31"],
        ["own", "frequency", "quantile", 2, "0.5000", null],
        ["own", "monetary", "mean", 2, null, null],
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

const mapped = (
  preset: string,
  scores: [r: number, f: number, m: number],
  segment: string,
  rank: number | null,
  more: Partial<MappedScores> = {},
): MappedScores => ({
  preset,
  r_score: scores[0],
  f_score: scores[1],
  m_score: scores[2],
  fm_score: null,
  segment,
  segment_rank: rank,
  segment_place: { gold: 1, friends: 2, standard: 3, guests: 4 }[segment] ?? 9,
  is_repair: false,
  ...more,
});

const proof = (preset: string, more: Partial<PresetProof> = {}): PresetProof => ({
  preset,
  is_in_force: false,
  picks_first_match: false,
  combinations: 8,
  segments: 3,
  ranks: 3,
  unranked: 0,
  repaired: 0,
  uncovered: 0,
  ambiguous: 0,
  unreachable: 0,
  compared: 19,
  falls: 0,
  both_ways: 0,
  one_segment: null,
  other_segment: null,
  there_from: null,
  there_to: null,
  back_from: null,
  back_to: null,
  ...more,
});

describe("presets", () => {
  const house = [
    mapped("house", [1, 1, 1], "standard", 2),
    mapped("house", [1, 1, 2], "standard", 2, { is_repair: true }),
    mapped("house", [1, 2, 1], "friends", 2),
    mapped("house", [1, 2, 2], "gold", 1),
    mapped("house", [2, 1, 1], "guests", null),
    mapped("house", [2, 1, 2], "guests", null),
    mapped("house", [2, 2, 1], "friends", 2),
    mapped("house", [2, 2, 2], "gold", 1),
  ];
  const proofs = [
    proof("rf10"),
    proof("house", {
      is_in_force: true,
      segments: 4,
      ranks: 2,
      unranked: 1,
      repaired: 1,
      both_ways: 1,
      one_segment: "friends",
      other_segment: "standard",
      there_from: 121,
      there_to: 122,
      back_from: 111,
      back_to: 121,
    }),
  ];
  const [own, shipped] = presetMaps(catalog, [...house, mapped("rf10", [1, 1, 1], "hibernating", 1)], proofs);

  test("preset_map", () => expect(own).toMatchSnapshot());

  test("the one in force is first and open, and a company's own is told in its own words, as text", () => {
    expect([own?.id, own?.hasAttribute("open"), shipped?.hasAttribute("open")]).toEqual([
      "preset-house",
      true,
      false,
    ]);
    expect(own?.textContent).toContain("Made by us. Source: <b>Ours</b>");
    expect(shipped?.textContent).toContain("all 25 combinations are named once");
    expect(texts(own, "summary code")).toEqual(["acme/thresholds/segments/house.sql"]);
  });

  test("segments of one rank stand together, those without a rank last", () => {
    expect(texts(own, ".ranking li")).toEqual(["1Gold", "2friendsStandard", "–guests"]);
  });

  test("frequency goes up, recency to the right, and M parts a cell where it decides", () => {
    expect(texts(own, "tbody tr:nth-child(1) > *")).toEqual([
      "F 2",
      "GoldM 2friendsM 1",
      "GoldM 2friendsM 1",
    ]);
    expect(texts(own, "tbody tr:nth-child(2) > *")).toEqual([
      "F 1",
      "StandardM 2+StandardM 1",
      "guestsM 1–2",
    ]);
    expect(texts(own, "tfoot th")).toEqual(["R 1", "R 2"]);
    expect(texts(own, ".repair")).toEqual(["StandardM 2+"]);
  });

  test("the mean of F and M makes the rows where it decides", () => {
    const rows = [
      mapped("rf10", [1, 1, 1], "gold", 1, { fm_score: 1 }),
      mapped("rf10", [1, 1, 2], "friends", 2, { fm_score: 2 }),
      mapped("rf10", [1, 2, 1], "friends", 2, { fm_score: 2 }),
      mapped("rf10", [1, 2, 2], "friends", 2, { fm_score: 2 }),
    ];
    const [map] = presetMaps(catalog, rows, [proof("rf10")]);
    expect(texts(map, "tbody tr")).toEqual(["FM 2friends", "FM 1Gold"]);
  });

  test("the proof says what was done to the source", () => {
    expect(texts(own, ".proof li")).toEqual([
      "✓Covered: each of the 8 combinations of scores belongs to a segment. The source leaves 1 of them unnamed, marked + in the map.",
      "✓Unambiguous: no combination belongs to two segments.",
      "✓Reachable: some combination leads to each of the 4 segments.",
      "✓Monotone: in none of the 19 pairs of combinations where no score falls does the segment rank lower. The 4 segments have 2 ranks: some share one. The source's own scores set neither “friends” nor “Standard” above the other: better scores lead from the first to the second (121 → 122) and back (111 → 121). 1 segment has no rank and is not compared.",
    ]);
  });

  test("all proofs stand in one table, the preset in force first", () => {
    const all = [proof("rf10"), proof("house", { is_in_force: true, repaired: 1 })];
    expect(proofFinding(all)).toBe("All 2 presets are covered, unambiguous, reachable and monotone");
    const { columns, rows } = proofTable(all);
    expect(rows.map((row) => columns.map(({ value }) => value(row)))).toEqual([
      [expect.stringMatching(/^.+ · in force$/), 8, 1, "✓", "✓", "✓", "✓"],
      ["Ten segments by R and F", 8, 0, "✓", "✓", "✓", "✓"],
    ]);
    const broken = [proof("rf10", { ambiguous: 3 }), proof("house")];
    expect(proofFinding(broken)).toBe("1 preset breaks a rule");
    expect(dataTable(proofTable(broken), "proofs").textContent).toContain("✓3✓✓");
  });

  test("a proof that fails says so", () => {
    const [map] = presetMaps(catalog, house, [
      proof("house", { uncovered: 2, ambiguous: 1, unreachable: 1, falls: 3, picks_first_match: true }),
    ]);
    expect(texts(map, ".proof b")).toEqual(["✗", "✗", "✗", "✗"]);
    expect(texts(map, ".proof li")[0]).toContain("(2 exceptions)");
    expect(texts(map, ".proof li")[1]).toBe(
      "✗Unambiguous: where several rules match, the first one decides. (1 exception)",
    );
  });
});
