import { label, message } from "../messages/index.js";
import { about } from "./about.js";
import { type Choice, segmented, select } from "./controls.js";
import { element } from "./element.js";
import { formatCustomers, formatDay, formatMonth, isoDay, sentences } from "./format.js";
import type { MatrixMeasure } from "./migration_matrix.js";
import type { Direction, MigrationRates, TierSize } from "./migration_pair.js";
import type { TierPath } from "./migration_sankey.js";
import type { ColourModel } from "./palette.js";
import type { TierFlow } from "./tier_moves.js";

const MODELS: readonly ColourModel[] = [
  "score_tier",
  "awarded_tier",
  "segment",
  "pyramid_level",
  "lifecycle_stage",
];
const MEASURES: readonly MatrixMeasure[] = ["customers", "share_of_row", "revenue"];
const STEPS = [1, 3, 6, 12] as const;

/** The models that have tiers: none are awarded as long as the policy changes nothing. */
export function modelControl(sizes: readonly { model: string }[]): Choice {
  return select({
    name: "model",
    label: message("migration.model"),
    options: MODELS.filter((key) => sizes.some(({ model }) => model === key)).map((key) => [
      key,
      label("model", key),
    ]),
  });
}

/** From and to, newest first; the last snapshot and the one before unless chosen. */
export function dayControls(days: readonly Date[], sizes: readonly TierSize[]): [from: Choice, to: Choice] {
  const partial = new Set(sizes.filter(({ is_partial }) => is_partial).map(({ as_of }) => as_of.getTime()));
  const options = [...days]
    .reverse()
    .map((day) => [isoDay(day), partial.has(day.getTime()) ? formatDay(day) : formatMonth(day)] as const);
  const value = (place: number) => options[Math.min(place, options.length - 1)]?.[0] ?? "";
  return [
    select({ name: "from", label: message("migration.from"), options, value: value(1) }),
    select({ name: "to", label: message("migration.to"), options, value: value(0) }),
  ];
}

export function measureControl(): Choice {
  return segmented({
    name: "measure",
    label: message("migration.measure"),
    options: MEASURES.map((key) => [key, label("measure", key)]),
  });
}

/** What the colours tell: as usual, or why customers moved. */
export function colourControl(usual: "direction" | "origin"): Choice {
  return segmented({
    name: usual === "direction" ? "colour" : "bands",
    label: message("migration.colour"),
    options: [
      [usual, message(`migration.colour_${usual}`)],
      ["reason", message("migration.colour_reason")],
    ],
  });
}

/** The steps that reach back at least once. */
export function stepControl(snapshots: number): Choice {
  const steps = STEPS.filter((step) => step < snapshots);
  return select({
    name: "step",
    label: message("migration.step"),
    options: (steps.length > 0 ? steps : [1]).map((step) => [
      String(step),
      message("shell.months", { count: step }),
    ]),
    value: steps.includes(6) ? "6" : "1",
  });
}

/** Two to six snapshots, as many as there are at this step. */
export function stopsControl(snapshots: number, step: number): Choice {
  const most = Math.max(2, Math.min(6, Math.floor((snapshots - 1) / step) + 1));
  const options = Array.from({ length: most - 1 }, (_, index) => String(index + 2));
  return select({
    name: "stops",
    label: message("migration.stops"),
    options: options.map((count) => [count, message("migration.snapshots", { count: Number(count) })]),
    value: String(Math.min(4, most)),
  });
}

/** With many tiers the bands are too many to read at once: then the best tier stands out unless chosen otherwise. */
export function followControl(model: ColourModel, tiers: readonly string[]): Choice {
  return select({
    name: "follow",
    label: message("migration.follow"),
    options: [
      ["all", message("migration.follow_all")],
      ...[...tiers, "entered"].map((tier) => [tier, label(model, tier)] as const),
    ],
    value: tiers.length > 6 ? bestTier(model, tiers) : "all",
  });
}

/** The days of a flow's stops, oldest first, the last being the newest snapshot. */
export function stopDays(days: readonly Date[], step: number, stops: number): Date[] {
  return Array.from(
    { length: stops },
    (_, index) => days[days.length - 1 - (stops - 1 - index) * step],
  ).filter((day) => day !== undefined);
}

/** The tier whose history is worth a sentence: the best one, of the stages the mature. */
export function bestTier(model: ColourModel, tiers: readonly string[]): string {
  return (model === "lifecycle_stage" ? "mature" : tiers[0]) ?? "";
}

/** What the colours of the matrix mean, with their customers. */
export function directionCounts(rates: MigrationRates | undefined, flows: readonly TierFlow[]) {
  const counts: [Direction, number | null | undefined][] = [
    ["up", rates?.moved_up],
    ["down", rates?.moved_down],
    ...(flows.some(({ direction }) => direction === "sideways")
      ? [["sideways", rates?.moved_sideways] as [Direction, number | null]]
      : []),
    ["stayed", rates?.stayed],
    ["entered", rates?.entered],
  ];
  return counts.map(([direction, count]) => [direction, formatCustomers(count)] as const);
}

/** What the edges hold, what up means where it does not go without saying, and why cells are hidden. */
export function matrixNote(
  model: ColourModel,
  measure: MatrixMeasure,
  flows: readonly TierFlow[],
  byReason = false,
): string {
  const reasons = byReason ? sentences(message("migration.note_reasons"), reasonsNote()) : "";
  const order =
    model === "segment"
      ? message("migration.note_segment")
      : model === "lifecycle_stage"
        ? message("migration.note_lifecycle")
        : model === "awarded_tier"
          ? message("migration.note_awarded")
          : "";
  const hidden = flows.some(({ customers }) => customers === null)
    ? message("migration.note_hidden", { hidden: formatCustomers(null), limit: about().fewest })
    : "";
  return sentences(message(`migration.note_${measure}`), reasons, order, hidden);
}

/** How counts by reason are made safe. */
export function reasonsNote(): string {
  const limit = about().fewest;
  return limit > 1 ? message("migration.note_reasons_rounded", { limit }) : "";
}

/** What the bands of a flow over `stops` stops leave out or round. */
export function pathsNote(stops: number, paths: readonly TierPath[]): string {
  const limit = about().fewest;
  const rounded = stops > 2 && limit > 1 ? message("migration.note_rounded", { limit }) : "";
  const hidden = paths.some(({ customers }) => customers === null)
    ? message("migration.note_hidden", { hidden: formatCustomers(null), limit })
    : "";
  return sentences(rounded, hidden);
}

/** Stands for the page's charts when there is but one snapshot. */
export function oneSnapshot(): HTMLElement {
  return element(
    "section",
    { class: "card empty" },
    element("h2", {}, message("shell.empty_title")),
    element("p", {}, message("migration.one_snapshot")),
  );
}
