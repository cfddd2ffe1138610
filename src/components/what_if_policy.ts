import type { Catalog } from "./catalog.js";
import { type Axis, isSame, type Outcome, type Settings, type WhatIf } from "./what_if.js";
import { rewritten, type ThresholdFile } from "./what_if_thresholds.js";

/** The rules of a tier policy, by the columns of thresholds.tier_policy that hold them. */
export const RULES = [
  "qualification_months",
  "held_months",
  "grace_months",
  "one_step_down",
  "refund_reverses",
] as const;

export type Rule = (typeof RULES)[number];

/** Stands for each tier's own value, where the tiers differ. */
export const BY_TIER = -1;

/** A row of marts.what_if_policies. Of rules, null stands for the tiers' own; of figures, for what is hidden. */
export interface PolicyCell extends Readonly<Record<Rule, number | null>> {
  policy: number;
  is_in_force: boolean;
  flip_flops_avoided: number | null;
  from_tier: string;
  to_tier: string;
  customers: number | null;
  revenue: number | null;
}

export interface WhatIfPolicy extends WhatIf {
  /** Null where so few that it is not told. */
  flipFlopsAvoided: (settings: Settings) => number | null;
}

/**
 * Awarded tiers under other policies. What each comes to is counted in the warehouse, over the tiers that customers were
 * calculated at every snapshot: their paths would tell customers apart. `tiers` are the best first.
 */
export function whatIfPolicy(cells: readonly PolicyCell[], tiers: readonly string[]): WhatIfPolicy {
  const ruleValue = (cell: PolicyCell, rule: Rule) => cell[rule] ?? BY_TIER;
  const axes = RULES.map((rule): Axis => {
    const values = [...new Set(cells.map((cell) => ruleValue(cell, rule)))].sort((a, b) => a - b);
    return { name: rule, values, isDescending: false, mayMeet: true, bins: () => [] };
  });
  const settingsOf = (cell: PolicyCell): Settings =>
    Object.fromEntries(
      axes.map(({ name, values }) => [name, [values.indexOf(ruleValue(cell, name as Rule)) + 1]]),
    );
  const keyOf = (settings: Settings) => RULES.map((rule) => settings[rule]?.[0]).join();
  const policies = new Map<number, PolicyCell[]>();
  for (const cell of cells) policies.set(cell.policy, [...(policies.get(cell.policy) ?? []), cell]);
  const bySettings = new Map(
    [...policies.values()].flatMap((own) => (own[0] ? [[keyOf(settingsOf(own[0])), own]] : [])),
  );
  const cellsOf = (settings: Settings) => bySettings.get(keyOf(settings)) ?? [];
  const current = cells.filter(({ is_in_force }) => is_in_force);
  const inForce = current[0] ? settingsOf(current[0]) : {};
  const lowestFirst = [...tiers].reverse();
  const place = new Map(lowestFirst.map((tier, index) => [tier, index]));
  const present = lowestFirst.map((tier) => {
    const own = current.find((cell) => cell.from_tier === tier && cell.to_tier === tier);
    return { customers: own?.customers ?? 0, revenue: own?.revenue ?? 0 };
  });
  return {
    axes,
    tiers: lowestFirst,
    inForce,
    flipFlopsAvoided: (settings) => cellsOf(settings)[0]?.flip_flops_avoided ?? null,
    outcome: (settings) => outcomeOf(cellsOf(settings), present, place),
  };
}

/** Who is in a hidden cell is counted where he is now; by so much can a tier differ. */
function outcomeOf(
  cells: readonly PolicyCell[],
  present: readonly { customers: number; revenue: number }[],
  place: ReadonlyMap<string, number>,
): Outcome {
  const size = present.length;
  const zeros = () => new Array<number>(size).fill(0);
  const moves = Array.from({ length: size }, zeros);
  const revenue = zeros();
  const seen = present.map(() => ({ customers: 0, revenue: 0 }));
  for (const cell of cells) {
    if (cell.customers === null) continue;
    const [from, to] = [place.get(cell.from_tier) ?? 0, place.get(cell.to_tier) ?? 0];
    const row = moves[from] ?? [];
    row[to] = cell.customers;
    revenue[to] = (revenue[to] ?? 0) + (cell.revenue ?? 0);
    const sum = seen[from];
    if (sum) {
      sum.customers += cell.customers;
      sum.revenue += cell.revenue ?? 0;
    }
  }
  const bound = { customers: 0, revenue: 0 };
  for (const [tier, all] of present.entries()) {
    const hidden = Math.max(0, all.customers - (seen[tier]?.customers ?? 0));
    if (hidden === 0) continue;
    const hiddenRevenue = all.revenue - (seen[tier]?.revenue ?? 0);
    const row = moves[tier] ?? [];
    row[tier] = (row[tier] ?? 0) + hidden;
    revenue[tier] = (revenue[tier] ?? 0) + hiddenRevenue;
    bound.customers += hidden;
    bound.revenue += Math.abs(hiddenRevenue);
  }
  const customers = zeros().map((_, to) => moves.reduce((sum, row) => sum + (row[to] ?? 0), 0));
  const moved = moves.reduce(
    (sum, row, from) => sum + row.reduce((all, count, to) => (to === from ? all : all + count), 0),
    0,
  );
  return { customers, revenue, moves, moved, bound };
}

/** The threshold file that makes a build give what the settings show; none when they are those in force. */
export function policyFiles(
  { thresholds }: Pick<Catalog, "thresholds">,
  { axes, inForce }: Pick<WhatIfPolicy, "axes" | "inForce">,
  settings: Settings,
): ThresholdFile[] {
  if (isSame(settings, inForce)) return [];
  const set = axes.flatMap(({ name, values }) => {
    const value = values[(settings[name]?.[0] ?? 1) - 1] ?? 0;
    const isFlag = name === "one_step_down" || name === "refund_reverses";
    return value === BY_TIER ? [] : [[name, isFlag ? value > 0 : value] as const];
  });
  return rewritten(thresholds, "tier_policy", (row) => ({ ...row, ...Object.fromEntries(set) }));
}
