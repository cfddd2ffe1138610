import { label, message } from "../messages/index.js";
import { element } from "./element.js";
import { formatCount, formatList } from "./format.js";

/** Why customers moved: through their own orders, as days passed, or only under the new cut points. */
export const REASONS = ["behaviour", "time", "threshold_drift"] as const;

export type Reason = (typeof REASONS)[number];

/** A row of marts.move_reasons for one model and pair of snapshots; the counts are rounded. */
export interface MoveReason {
  from_as_of: Date;
  to_as_of: Date;
  from_tier: string;
  to_tier: string;
  reason: Reason;
  customers: number | null;
}

export type MoveDirection = "up" | "down" | "sideways";

/** A row of marts.reasons_by_month for one model. */
export interface MonthReason {
  from_as_of: Date;
  to_as_of: Date;
  direction: MoveDirection;
  reason: Reason;
  customers: number | null;
}

/** The share of each reason in the moves from one tier to another; the empty list where nothing is known of them. */
export type ReasonShares = readonly { reason: Reason; share: number }[];

/** Looks up the shares of the reasons by the tiers before and after. */
export function reasonShares(rows: readonly MoveReason[]): (from: string, to: string) => ReasonShares {
  const cells = new Map<string, Map<Reason, number>>();
  for (const { from_tier, to_tier, reason, customers } of rows) {
    const key = JSON.stringify([from_tier, to_tier]);
    const cell = cells.get(key) ?? new Map<Reason, number>();
    cells.set(key, cell.set(reason, (cell.get(reason) ?? 0) + (customers ?? 0)));
  }
  return (from, to) => {
    const cell = cells.get(JSON.stringify([from, to])) ?? new Map<Reason, number>();
    const all = [...cell.values()].reduce((sum, customers) => sum + customers, 0);
    return REASONS.flatMap((reason) => {
      const share = (cell.get(reason) ?? 0) / (all || 1);
      return share > 0 ? [{ reason, share }] : [];
    });
  };
}

/** The customers of each reason who moved in a direction from the snapshot before to this one. */
export function reasonsAt(
  rows: readonly MonthReason[],
  direction: MoveDirection,
  day: Date,
): Record<Reason, number> {
  const counts = { behaviour: 0, time: 0, threshold_drift: 0 };
  for (const row of rows)
    if (row.direction === direction && +row.to_as_of === +day) counts[row.reason] = row.customers ?? 0;
  return counts;
}

/** How many moved for each reason, the most frequent first, as part of a sentence; empty where nobody did. */
export function reasonWords(counts: Readonly<Record<Reason, number>>): string {
  return formatList(
    REASONS.filter((reason) => counts[reason] > 0)
      .sort((a, b) => counts[b] - counts[a])
      .map((reason) => message(`migration.because_${reason}`, { count: formatCount(counts[reason]) })),
  );
}

export function colourOfReason(reason: Reason): string {
  return `var(--reason-${reason})`;
}

/** The colours of the reasons and their names. */
export function reasonLegend(): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...REASONS.map((reason) =>
      element(
        "li",
        {},
        element("i", { style: `background: ${colourOfReason(reason)}` }),
        label("move_reason", reason),
      ),
    ),
  );
}
