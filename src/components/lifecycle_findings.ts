import { label, message } from "../messages/index.js";
import { about } from "./about.js";
import { type CohortMeasure, type CohortMonth, meanShares } from "./cohort_triangle.js";
import { formatCount, formatMonth, formatPoints, formatShare, sentences } from "./format.js";
import { changedCount } from "./stage_moves.js";
import type { StageMeasure } from "./stages_over_time.js";
import type { TierFlow } from "./tier_moves.js";
import type { TierShare } from "./tier_pyramid.js";

/** What growing and mature customers are together. */
export function stagesFinding(stages: readonly TierShare[]): string {
  const good = stages.filter(({ tier }) => tier === "growing" || tier === "mature");
  const share = sumOf(good.map(({ customer_share }) => customer_share));
  const revenue = sumOf(good.map(({ revenue_share }) => revenue_share));
  if (!share || revenue === null) return message("lifecycle.now_bare");
  return message("lifecycle.now_finding", { share: formatShare(share), revenue: formatShare(revenue) });
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

/** The stage whose share moved most in a year. */
export function stagesOverTimeFinding(shares: readonly TierShare[], measure: StageMeasure): string {
  const field = measure === "revenue" ? "revenue_share" : "customer_share";
  const days = [...new Set(shares.map(({ as_of }) => +as_of))].sort((a, b) => a - b);
  const at = (day: number | undefined) => shares.filter(({ as_of }) => +as_of === day);
  const before = new Map(at(days.at(-13)).map((stage) => [stage.tier, stage[field]]));
  const [most] = at(days.at(-1))
    .map((stage) => ({ ...stage, share: stage[field], before: before.get(stage.tier) ?? null }))
    .flatMap((stage) =>
      stage.share === null || stage.before === null ? [] : [{ ...stage, change: stage.share - stage.before }],
    )
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  if (!most) return message("lifecycle.over_bare");
  const kind = measure === "revenue" ? "over_revenue" : "over";
  const stage = label("lifecycle_stage", most.tier);
  return message(`lifecycle.${kind}_${most.change < 0 ? "fell" : "rose"}`, {
    stage: measure === "revenue" ? stage.toLocaleLowerCase() : stage,
    change: formatPoints(Math.abs(most.change)).replace("+", ""),
    share: formatShare(most.share),
  });
}

/** How many churned and how many came back; `after` holds the stages' sizes at the later snapshot. */
export function flowFinding(flows: readonly TierFlow[], after: ReadonlyMap<string, number | null>): string {
  const [first] = flows;
  const churned = changedCount(flows, "churned", after.get("churned"));
  const back = changedCount(flows, "reactivated", after.get("reactivated"));
  if (!first || churned === null || back === null) return message("lifecycle.flow_bare");
  const month = formatMonth(first.to_as_of);
  if (churned === 0 && back === 0) return message("lifecycle.flow_quiet", { month });
  return message("lifecycle.flow_finding", { churned: formatCount(churned), back: formatCount(back), month });
}

/** How much of a cohort is left after a month, and after a year or as far as it goes. */
export function cohortFinding(months: readonly CohortMonth[], measure: CohortMeasure): string {
  const means = meanShares(months, measure);
  const furthest = Math.min(
    12,
    means.findLastIndex((share) => share !== null),
  );
  const [first, later] = [means[1] ?? null, means[furthest] ?? null];
  if (first === null) return message("lifecycle.cohort_bare");
  const words = { first: formatShare(first, 0), later: formatShare(later, 0), month: furthest };
  const key = measure === "revenue" ? "cohort_finding_revenue" : "cohort_finding";
  return message(furthest > 1 ? `lifecycle.${key}` : `lifecycle.${key}_one`, words);
}

/** What the cohorts' cells leave open: the unfinished month, and those about too few customers. */
export function cohortNote(
  months: readonly CohortMonth[],
  { as_of, is_partial }: { as_of: Date; is_partial: boolean },
): string | undefined {
  const isHidden = months.some((month) => month.active_customers === null);
  const note = sentences(
    is_partial ? message("lifecycle.cohort_note_partial", { month: formatMonth(as_of) }) : "",
    isHidden ? `· ${message("shell.few_hint", { limit: about().fewest })}.` : "",
  );
  return note || undefined;
}
