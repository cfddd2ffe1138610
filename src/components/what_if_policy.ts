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

/** A row of marts.what_if_policy_choices. */
export interface PolicyChoice {
  rule: Rule;
  choice: number;
  value: number | null;
  is_in_force: boolean;
}

/** A row of marts.what_if_policy_rules: a choice of every rule. */
export interface PolicyRules {
  policy: number;
  qualification: number;
  held: number;
  grace: number;
  step: number;
  refund: number;
  is_in_force: boolean;
  flip_flops_avoided: number | null;
}

/** A row of marts.what_if_policies; null where it is hidden. */
export interface PolicyCell {
  policy: number;
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
export function whatIfPolicy(
  cells: readonly PolicyCell[],
  policies: readonly PolicyRules[],
  choices: readonly PolicyChoice[],
  tiers: readonly string[],
): WhatIfPolicy {
  const axes = RULES.map((rule): Axis => {
    const values = choices
      .filter((choice) => choice.rule === rule)
      .sort((a, b) => a.choice - b.choice)
      .map(({ value }) => value ?? BY_TIER);
    return { name: rule, values, isDescending: false, mayMeet: true, bins: () => [] };
  });
  const inForce = Object.fromEntries(
    choices.filter(({ is_in_force }) => is_in_force).map(({ rule, choice }) => [rule, [choice]]),
  );
  const byChoices = new Map(
    policies.map((each) => [
      [each.qualification, each.held, each.grace, each.step, each.refund].join(),
      each,
    ]),
  );
  const policyOf = (settings: Settings) => byChoices.get(RULES.map((rule) => settings[rule]?.[0]).join());
  const lowestFirst = [...tiers].reverse();
  const place = new Map(lowestFirst.map((tier, index) => [tier, index]));
  const byPolicy = new Map<number, PolicyCell[]>();
  for (const cell of cells) byPolicy.set(cell.policy, [...(byPolicy.get(cell.policy) ?? []), cell]);
  const present = lowestFirst.map(() => ({ customers: 0, revenue: 0 }));
  for (const cell of byPolicy.get(policyOf(inForce)?.policy ?? 0) ?? [])
    if (cell.from_tier === cell.to_tier)
      present[place.get(cell.from_tier) ?? 0] = {
        customers: cell.customers ?? 0,
        revenue: cell.revenue ?? 0,
      };
  return {
    axes,
    tiers: lowestFirst,
    inForce,
    flipFlopsAvoided: (settings) => policyOf(settings)?.flip_flops_avoided ?? null,
    outcome: (settings) => outcomeOf(byPolicy.get(policyOf(settings)?.policy ?? 0) ?? [], present, place),
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
