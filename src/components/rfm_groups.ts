import { shareOf } from "./figures.js";

/** A row of marts.rfm_cells. Measures are null where too few customers would be told of. */
export interface RfmGroup {
  preset: string;
  is_in_force: boolean;
  kind: "part" | "cell" | "segment" | "recency" | "frequency" | "monetary" | "mean" | "all";
  /** "all" stands for every segment. */
  segment: string;
  segment_place: number;
  /** 0 stands for every score. */
  r_score: number;
  f_score: number;
  m_from: number;
  m_to: number;
  customers: number | null;
  sales: number | null;
  revenue: number | null;
  /** Of one score: what it is of; the M score may be of revenue or of revenue per order. */
  measure: string | null;
  method: string | null;
  at_least: number | null;
  at_most: number | null;
  window_days: number | null;
  window_is_fiscal_year?: boolean;
}

export type RfmMeasure = "customers" | "revenue" | "mean_value";
export const RFM_MEASURES: readonly RfmMeasure[] = ["customers", "revenue", "mean_value"];
export type ScoredMeasure = "recency" | "frequency" | "monetary";
/** What the M score is of: revenue or revenue per order. */
export type AmountMeasure = "monetary" | "order_value";

/** One preset's groups by kind, highest score first and best segment first. */
export interface RfmView {
  preset: string;
  parts: RfmGroup[];
  cells: RfmGroup[];
  segments: RfmGroup[];
  scores: Record<ScoredMeasure, RfmGroup[]>;
  /** The scores that cells stand on: of frequency or, where `readsMean`, the mean of F and M. */
  rows: RfmGroup[];
  all: RfmGroup;
  /** Whether M decides about segments in this preset. */
  readsM: boolean;
  /** Whether the mean of F and M decides in place of the two. */
  readsMean: boolean;
  amount: AmountMeasure;
}

/** The presets that there are, the one in force first. */
export function presetsOf(groups: readonly RfmGroup[]): { presets: string[]; inForce: string | undefined } {
  const inForce = groups.find(({ is_in_force }) => is_in_force)?.preset;
  const presets = [...new Set(groups.map(({ preset }) => preset))];
  const isOther = (preset: string) => Number(preset !== inForce);
  return {
    presets: presets.sort((a, b) => isOther(a) - isOther(b) || a.localeCompare(b)),
    inForce,
  };
}

/** The groups of one preset; undefined if it has none. */
export function viewOf(groups: readonly RfmGroup[], preset: string): RfmView | undefined {
  const own = groups.filter((group) => group.preset === preset);
  const all = own.find(({ kind }) => kind === "all");
  if (!all) return undefined;
  const of = (kind: RfmGroup["kind"], rank: (group: RfmGroup) => number) =>
    own.filter((group) => group.kind === kind).sort((a, b) => rank(a) - rank(b));
  const byCell = ({ r_score, f_score, m_to }: RfmGroup) => -(100 * f_score + 10 * r_score + m_to);
  const parts = of("part", byCell);
  const cells = of("cell", byCell);
  const means = of("mean", ({ f_score }) => -f_score);
  const frequency = of("frequency", ({ f_score }) => -f_score);
  const monetary = of("monetary", ({ m_from }) => -m_from);
  return {
    preset,
    parts,
    cells,
    segments: of("segment", ({ segment_place }) => segment_place),
    scores: { recency: of("recency", ({ r_score }) => -r_score), frequency, monetary },
    rows: means.length > 0 ? means : frequency,
    all,
    readsM: parts.length > cells.length,
    readsMean: means.length > 0,
    amount: monetary.some(({ measure }) => measure === "order_value") ? "order_value" : "monetary",
  };
}

/** What the colour of a group stands for; null where it is hidden or there is nobody. */
export function measureOf(group: RfmGroup, measure: RfmMeasure): number | null {
  return measure === "mean_value" ? perCustomer(group, "revenue") : group[measure];
}

/** Revenue or orders per customer. */
export function perCustomer(group: RfmGroup, measure: "revenue" | "sales"): number | null {
  return shareOf(group[measure], group.customers);
}

/** What a link calls a group: `5-4` a cell, `3-3-2` a part by its highest M score, or the segment's key. */
export function keyOf(group: RfmGroup, { readsM }: Pick<RfmView, "readsM">): string {
  if (group.kind === "segment") return group.segment;
  const cell = `${group.r_score}-${group.f_score}`;
  return group.kind === "part" && readsM ? `${cell}-${group.m_to}` : cell;
}

/** The group that a link's key means in a preset: of parts and segments. */
export function groupOf(view: RfmView, key: string | undefined): RfmGroup | undefined {
  if (key === undefined) return undefined;
  return [...view.parts, ...view.segments].find((group) => keyOf(group, view) === key);
}

/** The score that a group of one score has. */
export function scoreOf(group: RfmGroup): number {
  return group.kind === "recency" ? group.r_score : group.kind === "frequency" ? group.f_score : group.m_from;
}
