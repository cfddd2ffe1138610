import type { ScoredMeasure } from "./rfm_groups.js";
import {
  boundInForce,
  boundOf,
  type Cuts,
  isSame,
  type MergeBounds,
  type Settings,
  sizesOf,
  type WhatIf,
} from "./what_if.js";

/** A row of marts.what_if_edges. */
export interface EdgeRow {
  measure: ScoredMeasure;
  edge: number;
  at_value: number;
  /** The scores in force that begin here, if any. */
  from_score: number | null;
  to_score: number | null;
}

/** A row of marts.what_if_rfm, as the site has it. */
export interface RfmCell {
  r_bin: number;
  f_bin: number;
  m_bin: number;
  customers: number;
  revenue: number;
}

/** A row of marts.what_if_tiers, of score tiers. */
export interface TierRow {
  model: string;
  tier: string;
  lowest_total: number;
  highest_total: number;
}

export const MEASURES = ["recency", "frequency", "monetary"] as const;
const BINS = { recency: "r_bin", frequency: "f_bin", monetary: "m_bin" } as const;

/** Edge 1 stands before a total score of 4. */
export const TOTAL_BEFORE_EDGES = 3;
const TOTALS = Array.from({ length: 12 }, (_, index) => index + 1 + TOTAL_BEFORE_EDGES);

/** Score tiers by cut points of recency, frequency and revenue, and by the bands of their total (the axis `total`). */
export function whatIfRfm(
  cells: readonly RfmCell[],
  edges: readonly EdgeRow[],
  tiers: readonly TierRow[],
  bounds: MergeBounds,
): WhatIf {
  const measures = MEASURES.map((measure) => {
    const rows = edges.filter((row) => row.measure === measure);
    const places = Uint8Array.from(cells, (cell) => cell[BINS[measure]]);
    const bins = new Array<number>(rows.length + 1).fill(0);
    for (const [index, bin] of places.entries())
      bins[bin] = (bins[bin] ?? 0) + (cells[index]?.customers ?? 0);
    return { measure, rows, places, bins };
  });
  const sums = {
    customers: Float64Array.from(cells, ({ customers }) => customers),
    revenue: Float64Array.from(cells, ({ revenue }) => revenue),
  };
  const ordered = tiers
    .filter(({ model }) => model === "score_tier")
    .sort((left, right) => left.lowest_total - right.lowest_total);
  const inForce: Settings = {
    ...Object.fromEntries(measures.map(({ measure, rows }) => [measure, cutsInForce(rows)])),
    total: ordered.slice(1).map(({ lowest_total }) => lowest_total - TOTAL_BEFORE_EDGES),
  };

  function totalsOf(settings: Settings): Uint8Array {
    const totals = new Uint8Array(cells.length);
    for (const { measure, places, bins } of measures) {
      const scores = scoresOf(measure, bins.length, settings[measure] ?? []);
      for (let cell = 0; cell < totals.length; ++cell)
        totals[cell] = (totals[cell] ?? 0) + (scores[places[cell] ?? 0] ?? 1);
    }
    return totals;
  }
  const tiersOf = (settings: Settings) => {
    const bands = Uint8Array.from({ length: 16 }, (_, total) =>
      (settings.total ?? []).reduce((tier, edge) => tier + Number(total >= edge + TOTAL_BEFORE_EDGES), 0),
    );
    return totalsOf(settings).map((total) => bands[total] ?? 0);
  };
  const before = tiersOf(inForce);

  return {
    axes: [
      ...measures.map(({ measure, rows, bins }) => ({
        name: measure,
        values: rows.map(({ at_value }) => at_value),
        isDescending: measure === "recency",
        mayMeet: true,
        bins: () => bins,
      })),
      {
        name: "total",
        values: TOTALS,
        isDescending: false,
        mayMeet: false,
        bins: (settings) => {
          const bins = new Array<number>(TOTALS.length + 1).fill(0);
          for (const [cell, total] of totalsOf(settings).entries())
            bins[total - TOTAL_BEFORE_EDGES] =
              (bins[total - TOTAL_BEFORE_EDGES] ?? 0) + (sums.customers[cell] ?? 0);
          return bins;
        },
      },
    ],
    tiers: ordered.map(({ tier }) => tier),
    inForce,
    outcome: (settings) => ({
      ...sizesOf(ordered.length, sums, before, tiersOf(settings)),
      bound: isSame(settings, inForce)
        ? boundInForce(bounds)
        : boundOf(
            Object.fromEntries(MEASURES.map((measure) => [BINS[measure], settings[measure] ?? []])),
            bounds,
          ),
    }),
  };
}

/** Scores by bin: less is better for days, and edge e stands above bin e - 1. */
function scoresOf(measure: ScoredMeasure, bins: number, cuts: Cuts): Uint8Array {
  return Uint8Array.from({ length: bins }, (_, bin) =>
    cuts.reduce((score, edge) => score + Number(measure === "recency" ? bin < edge : bin >= edge), 1),
  );
}

/** The edges of the scores in force, score 2 first. */
function cutsInForce(rows: readonly EdgeRow[]): number[] {
  const cuts: number[] = [];
  for (const { edge, from_score, to_score } of rows) {
    if (from_score === null || to_score === null) continue;
    for (let score = from_score; score <= to_score; ++score) cuts[score - 2] = edge;
  }
  return cuts;
}
