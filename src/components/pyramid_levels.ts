import { relativeChange } from "./figures.js";

/** A row of marts.pyramid_levels. Shares are of the customers with revenue; hidden measures are null. */
export interface PyramidLevel {
  definition: string;
  is_in_force: boolean;
  as_of: Date;
  is_partial: boolean;
  level: string;
  /** 1 is the best; "inactive" is the last. */
  level_rank: number;
  is_active: boolean;
  /** The revenue at which the level begins; null for the lowest. */
  at_least: number | null;
  customers: number | null;
  revenue: number | null;
  customer_share: number | null;
  revenue_share: number | null;
  window_days: number | null;
  window_is_fiscal_year?: boolean;
}

export type LevelMeasure = "share_of_revenue" | "customers" | "revenue" | "at_least";
export const LEVEL_MEASURES: readonly LevelMeasure[] = [
  "share_of_revenue",
  "customers",
  "revenue",
  "at_least",
];

const SHIPPED = ["curry", "zeithaml", "heavy_medium_light"];

/** The definitions that there are, those that come with the product first, and the one in force. */
export function definitionsOf(levels: readonly PyramidLevel[]): {
  definitions: string[];
  inForce: string | undefined;
} {
  const definitions = [...new Set(levels.map(({ definition }) => definition))];
  const place = (key: string) => (SHIPPED.indexOf(key) + SHIPPED.length + 1) % (SHIPPED.length + 1);
  return {
    definitions: definitions.sort((a, b) => place(a) - place(b) || a.localeCompare(b)),
    inForce: levels.find(({ is_in_force }) => is_in_force)?.definition,
  };
}

/** The levels of the last snapshot, best first; `back` counts snapshots before it. */
export function levelsAt(levels: readonly PyramidLevel[], back = 0): PyramidLevel[] {
  const days = [...new Set(levels.map(({ as_of }) => +as_of))].sort((a, b) => b - a);
  return levels.filter(({ as_of }) => +as_of === days[back]).sort((a, b) => a.level_rank - b.level_rank);
}

/** A level's value at the last snapshot and, where there is one, at that of twelve places before or the first. */
export function levelChange(
  levels: readonly PyramidLevel[],
  level: string,
  field: "revenue_share" | "revenue" | "customers" | "at_least",
): { now: number | null; change: number | null; since: Date | undefined } {
  const own = levels.filter((row) => row.level === level).sort((a, b) => +a.as_of - +b.as_of);
  const then = own.length > 1 ? (own.at(-13) ?? own[0]) : undefined;
  const now = own.at(-1)?.[field] ?? null;
  const before = then?.[field] ?? null;
  const difference = now === null || before === null ? null : now - before;
  return {
    now,
    change: field === "revenue_share" ? difference : relativeChange(now, before),
    since: then?.as_of,
  };
}
