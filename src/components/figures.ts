import { formatChange, formatCustomers, formatMoney, formatPoints, formatShare } from "./format.js";

/** A row of marts.key_figures. What is about too few customers is null, and so is a rate without a snapshot before. */
export interface KeyFigures {
  place: number;
  as_of: Date;
  is_partial: boolean;
  newest_ordered_on: Date | null;
  customers: number | null;
  active_customers: number | null;
  revenue: number | null;
  top_customers: number | null;
  top_revenue_share: number | null;
  moved_up: number | null;
  moved_down: number | null;
  entered: number | null;
  upgrade_rate: number | null;
  downgrade_rate: number | null;
  customers_at_risk: number | null;
  revenue_at_risk: number | null;
  /** Days that revenue looks back over; null is all history. */
  window_days: number | null;
  window_is_fiscal_year?: boolean;
  dormant_after_days: number;
  at_risk_tier_rank: number;
  sliding_r_score: number;
}

export interface Figure {
  key:
    | "customers"
    | "active_customers"
    | "revenue"
    | "top_revenue_share"
    | "upgrade_rate"
    | "downgrade_rate"
    | "revenue_at_risk";
  unit: "customers" | "money" | "share";
  /** Whether more of it is good (1), bad (-1) or neither (0). */
  better: -1 | 0 | 1;
  /** Counts what happened since the snapshot before, so that an unfinished month compares with nothing. */
  isFlow?: boolean;
}

/** The figures of the tier report, in their order. */
export const FIGURES: readonly Figure[] = [
  { key: "customers", unit: "customers", better: 1 },
  { key: "active_customers", unit: "customers", better: 1 },
  { key: "revenue", unit: "money", better: 1 },
  { key: "top_revenue_share", unit: "share", better: 0 },
  { key: "upgrade_rate", unit: "share", better: 1, isFlow: true },
  { key: "downgrade_rate", unit: "share", better: -1, isFlow: true },
  { key: "revenue_at_risk", unit: "money", better: -1 },
];

/** The last snapshot and those it compares with: the one before, a month-end always, and that of twelve places before. */
export interface Comparison {
  now: KeyFigures;
  monthAgo: KeyFigures | undefined;
  yearAgo: KeyFigures | undefined;
}

/** Finds the snapshots that the last one compares with; few snapshots leave some out. */
export function compare(snapshots: readonly KeyFigures[]): Comparison | undefined {
  const now = snapshots.at(-1);
  if (!now) return undefined;
  const placed = (place: number) => snapshots.find((snapshot) => snapshot.place === place);
  return { now, monthAgo: placed(now.place - 1), yearAgo: placed(now.place - 12) };
}

/** How much a figure changed: relative for counts and money, a difference for shares; null where neither makes sense. */
export function changeOf(figure: Figure, now: KeyFigures, then: KeyFigures | undefined): number | null {
  if (!then || isUnfinished(figure, now)) return null;
  const [to, from] = [now[figure.key], then[figure.key]];
  if (to === null || from === null) return null;
  return figure.unit === "share" ? to - from : relativeChange(to, from);
}

/** Whether a figure is of a month that goes on, so that it tells nothing beside whole months. */
export function isUnfinished(figure: Figure, snapshot: KeyFigures): boolean {
  return Boolean(figure.isFlow) && snapshot.is_partial;
}

/** What `to` is over `from`, less one; null from nothing or less. */
export function relativeChange(to: number | null, from: number | null | undefined): number | null {
  return to === null || from == null || from <= 0 ? null : to / from - 1;
}

/** A part of a whole as 0 to 1; null where there is no whole. */
export function shareOf(part: number | null | undefined, whole: number | null | undefined): number | null {
  return part == null || whole == null || whole <= 0 ? null : part / whole;
}

/** The figure's value in words. */
export function formatFigure(figure: Figure, snapshot: KeyFigures): string {
  const value = snapshot[figure.key];
  return FORMATS[figure.unit].value(value);
}

/** The figure's change in words, with its sign. */
export function formatFigureChange(figure: Figure, change: number | null): string {
  return FORMATS[figure.unit].change(change);
}

/** "gain", "loss" or nothing, for a change that is good, bad or neither, or too small to show. */
export function verdict(figure: Figure, change: number | null): "gain" | "loss" | undefined {
  if (formatFigureChange(figure, change) === formatFigureChange(figure, 0)) return undefined;
  const good = (change ?? 0) * figure.better;
  return good > 0 ? "gain" : good < 0 ? "loss" : undefined;
}

const FORMATS = {
  customers: { value: formatCustomers, change: formatChange },
  money: { value: formatMoney, change: formatChange },
  share: { value: formatShare, change: formatPoints },
} as const;
