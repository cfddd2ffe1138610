import type { ScoredMeasure } from "./rfm_groups.js";

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
export interface CubeRow {
  r_bin: number;
  f_bin: number;
  m_bin: number;
  customers: number;
  revenue: number;
}

/** A row of marts.what_if_tiers. */
export interface TierRow {
  tier: string;
  tier_rank: number;
  lowest_total: number;
  highest_total: number;
}

/** What the build says of the merged cube (loaders/merge_cells.ts). */
export interface MergeBounds {
  moved: Record<string, Record<number, number>>;
  leftGroup: number;
  merged: Record<string, number>;
}

export const MEASURES = ["recency", "frequency", "monetary"] as const;
const BINS = { recency: "r_bin", frequency: "f_bin", monetary: "m_bin" } as const;

/** What the reader sets. Edges count from 1; each list begins with the cut of score 2, or of the second lowest tier. */
export interface Settings extends Record<ScoredMeasure, readonly number[]> {
  /** The least total score of each tier but the lowest, the second lowest tier first. */
  totals: readonly number[];
}

/** Sizes under some settings. Tiers are in the order of `WhatIfRfm.tiers`, totals from 3 to 15. */
export interface Outcome {
  customers: number[];
  revenue: number[];
  totals: number[];
  /** Customers by tier in force, then by the new tier. */
  moves: number[][];
  /** How many of them change tier. */
  moved: number;
  /** By how many customers, and how much revenue, a tier can be off at most. */
  bound: { customers: number; revenue: number };
}

/** The cube of recency, frequency and revenue, to be cut anywhere at its edges. */
export interface WhatIfRfm {
  /** The value at each edge, lowest first. */
  edges: Record<ScoredMeasure, readonly number[]>;
  /** Customers by bin, lowest values first: one more than edges. */
  bins: Record<ScoredMeasure, readonly number[]>;
  /** Lowest first. */
  tiers: readonly string[];
  customers: number;
  inForce: Settings;
  outcome: (settings: Settings) => Outcome;
}

/** Scores by bin: less is better for days, and edge e is above bin e - 1. */
function scoresOf(measure: ScoredMeasure, bins: number, cuts: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: bins }, (_, bin) =>
    cuts.reduce((score, edge) => score + Number(measure === "recency" ? bin < edge : bin >= edge), 1),
  );
}

export function whatIfRfm(
  rows: readonly CubeRow[],
  edgeRows: readonly EdgeRow[],
  tierRows: readonly TierRow[],
  bounds: MergeBounds,
): WhatIfRfm {
  const each = <Value>(make: (measure: ScoredMeasure) => Value) =>
    Object.fromEntries(MEASURES.map((measure) => [measure, make(measure)])) as Record<ScoredMeasure, Value>;
  const rowsOf = (measure: ScoredMeasure) => edgeRows.filter((row) => row.measure === measure);
  const edges = each((measure) => rowsOf(measure).map(({ at_value }) => at_value));
  const places = each((measure) => Uint8Array.from(rows, (row) => row[BINS[measure]]));
  const customers = Float64Array.from(rows, (row) => row.customers);
  const revenue = Float64Array.from(rows, (row) => row.revenue);
  const binsOf = (measure: ScoredMeasure) => {
    const sums = new Array<number>(edges[measure].length + 1).fill(0);
    for (const [index, bin] of places[measure].entries())
      sums[bin] = (sums[bin] ?? 0) + (customers[index] ?? 0);
    return sums;
  };
  const ordered = [...tierRows].sort((left, right) => left.lowest_total - right.lowest_total);
  const inForce: Settings = {
    ...each((measure) => cutsInForce(rowsOf(measure))),
    totals: ordered.slice(1).map(({ lowest_total }) => lowest_total),
  };
  const tierOf = (totals: readonly number[]) =>
    Uint8Array.from({ length: 16 }, (_, total) => totals.filter((lowest) => total >= lowest).length);
  const totalsUnder = (settings: Settings) => {
    const scores = each((measure) => scoresOf(measure, edges[measure].length + 1, settings[measure]));
    return Uint8Array.from(
      rows,
      (_, index) =>
        (scores.recency[places.recency[index] ?? 0] ?? 1) +
        (scores.frequency[places.frequency[index] ?? 0] ?? 1) +
        (scores.monetary[places.monetary[index] ?? 0] ?? 1),
    );
  };
  const tierBands = tierOf(inForce.totals);
  const before = totalsUnder(inForce).map((total) => tierBands[total] ?? 0);
  const zeros = () => ordered.map(() => 0);

  function outcome(settings: Settings): Outcome {
    const total = totalsUnder(settings);
    const tier = tierOf(settings.totals);
    const found = {
      customers: zeros(),
      revenue: zeros(),
      totals: new Array<number>(13).fill(0),
      moves: ordered.map(zeros),
      moved: 0,
    };
    for (let index = 0; index < total.length; ++index) {
      const [sum = 3, from = 0, count = 0] = [total[index], before[index], customers[index]];
      const to = tier[sum] ?? 0;
      found.customers[to] = (found.customers[to] ?? 0) + count;
      found.revenue[to] = (found.revenue[to] ?? 0) + (revenue[index] ?? 0);
      found.totals[sum - 3] = (found.totals[sum - 3] ?? 0) + count;
      const row = found.moves[from] ?? [];
      row[to] = (row[to] ?? 0) + count;
      if (from !== to) found.moved += count;
    }
    return { ...found, bound: boundOf(settings, inForce, bounds) };
  }

  return {
    edges,
    bins: each(binsOf),
    tiers: ordered.map(({ tier }) => tier),
    customers: customers.reduce((sum, count) => sum + count, 0),
    inForce,
    outcome,
  };
}

/** The edges of the scores in force, score 2 first; one that nobody is known to reach stands beyond all edges. */
function cutsInForce(rows: readonly EdgeRow[]): number[] {
  const cuts: number[] = [];
  for (const { edge, from_score, to_score } of rows) {
    for (let score = from_score ?? 1; from_score !== null && score <= (to_score ?? 0); ++score)
      cuts[score - 2] = edge;
  }
  return cuts;
}

/** Who is shown across an edge where no cut stands is in the right tier all the same. */
function boundOf(settings: Settings, inForce: Settings, bounds: MergeBounds): Outcome["bound"] {
  const most = { customers: bounds.merged.customers ?? 0, revenue: bounds.merged.revenue ?? 0 };
  if (sameSettings(settings, inForce)) {
    return bounds.leftGroup === 0 ? { customers: 0, revenue: 0 } : { ...most, customers: bounds.leftGroup };
  }
  const crossed = MEASURES.flatMap((measure) =>
    [...new Set(settings[measure])].map((edge) => bounds.moved[BINS[measure]]?.[edge] ?? 0),
  ).reduce((sum, count) => sum + count, 0);
  return crossed === 0
    ? { customers: 0, revenue: 0 }
    : { customers: Math.min(crossed, most.customers), revenue: most.revenue };
}

export function sameSettings(left: Settings, right: Settings): boolean {
  return ([...MEASURES, "totals"] as const).every((name) => left[name].join() === right[name].join());
}
