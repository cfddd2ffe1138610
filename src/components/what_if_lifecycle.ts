import type { Catalog } from "./catalog.js";
import {
  boundInForce,
  boundOf,
  isSame,
  type MergeBounds,
  type Settings,
  sizesOf,
  type WhatIf,
} from "./what_if.js";
import { rewritten, type ThresholdFile } from "./what_if_thresholds.js";

/** A row of marts.what_if_days. */
export interface LimitRow {
  axis: LimitAxis;
  edge: number;
  /** Days, or a rate. */
  value: number;
  /** The columns of thresholds.lifecycle_limits with this value, by spaces. */
  limit_names: string | null;
}

/** A row of marts.what_if_lifecycle, as the site has it. */
export interface LifecycleCell extends Record<LimitAxis, number> {
  customers: number;
  revenue: number;
}

/** The limits that stand on each axis, in the order of its cuts. */
export const LIMITS = {
  last_sale: ["reactivated_within_days", "dormant_after_days", "churned_after_days"],
  first_sale: ["new_within_days"],
  gap: ["reactivated_gap_days"],
  growth: ["growth_rate"],
} as const;

export type LimitAxis = keyof typeof LIMITS;
export const LIMIT_AXES = Object.keys(LIMITS) as LimitAxis[];

const STAGES = ["churned", "dormant", "reactivated", "mature", "growing", "new"] as const;
const stageAt = Object.fromEntries(STAGES.map((stage, index) => [stage, index])) as Record<
  (typeof STAGES)[number],
  number
>;

/** Lifecycle stages by their limits; each is a cut on one of the axes, and the first stage that matches wins. */
export function whatIfLifecycle(
  cells: readonly LifecycleCell[],
  limits: readonly LimitRow[],
  bounds: MergeBounds,
): WhatIf {
  const sums = {
    customers: cells.map(({ customers }) => customers),
    revenue: cells.map(({ revenue }) => revenue),
  };
  const rowsOf = (axis: LimitAxis) => limits.filter((row) => row.axis === axis);
  const inForce: Settings = Object.fromEntries(
    LIMIT_AXES.map((axis) => [
      axis,
      LIMITS[axis].map(
        (limit) => rowsOf(axis).find(({ limit_names }) => limit_names?.split(" ").includes(limit))?.edge ?? 1,
      ),
    ]),
  );
  const stagesOf = (settings: Settings) => {
    const [
      [reactivated = 1, dormant = 1, churned = 1] = [],
      [young = 1] = [],
      [gap = 1] = [],
      [growth = 1] = [],
    ] = LIMIT_AXES.map((axis) => settings[axis]);
    // A bin of days is above an edge from the edge's own number on.
    return cells.map((cell) => {
      if (cell.last_sale >= churned) return stageAt.churned;
      if (cell.last_sale >= dormant) return stageAt.dormant;
      if (cell.first_sale < young) return stageAt.new;
      if (cell.last_sale < reactivated && cell.gap >= gap) return stageAt.reactivated;
      return cell.growth >= growth ? stageAt.growing : stageAt.mature;
    });
  };
  const before = stagesOf(inForce);
  return {
    axes: LIMIT_AXES.map((axis) => {
      const values = rowsOf(axis).map(({ value }) => value);
      const bins = new Array<number>(values.length + 1).fill(0);
      for (const cell of cells) bins[cell[axis]] = (bins[cell[axis]] ?? 0) + cell.customers;
      return { name: axis, values, isDescending: false, mayMeet: false, bins: () => bins };
    }),
    tiers: STAGES,
    inForce,
    outcome: (settings) => ({
      ...sizesOf(STAGES.length, sums, before, stagesOf(settings)),
      bound: isSame(settings, inForce) ? boundInForce(bounds) : boundOf(settings, bounds),
    }),
  };
}

/** The lifecycle's file with the limits that the settings give. */
export function lifecycleFiles(
  { thresholds }: Pick<Catalog, "thresholds">,
  { axes, inForce }: Pick<WhatIf, "axes" | "inForce">,
  settings: Settings,
): ThresholdFile[] {
  if (isSame(settings, inForce)) return [];
  const values = axes.flatMap(({ name, values }) =>
    LIMITS[name as LimitAxis].map((limit, cut) => [limit, values[(settings[name]?.[cut] ?? 1) - 1]] as const),
  );
  return rewritten(thresholds, "lifecycle_limits", (row) => ({ ...row, ...Object.fromEntries(values) }));
}
