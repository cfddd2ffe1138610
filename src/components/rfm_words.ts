import { label, languageTag, message } from "../messages/index.js";
import { formatCount, formatFew, formatMoney, formatShort } from "./format.js";
import type { RfmGroup, RfmMeasure, RfmView, ScoredMeasure } from "./rfm_groups.js";

/** A measure of a group as people read it; one that privacy hides says so. */
export function formatMeasure(value: number | null, measure: RfmMeasure, group: RfmGroup): string {
  if (group.customers === null) return formatFew();
  return value === null ? message("shell.none") : formatAmount(value, measure);
}

/** A number of customers or an amount. */
export function formatAmount(value: number, measure: RfmMeasure): string {
  return measure === "customers" ? formatCustomersShort(value) : formatMoney(value);
}

/** A number of customers, in full as long as it is short. */
export function formatCustomersShort(value: number | null): string {
  if (value === null) return formatFew();
  return value < 100_000 ? formatCount(value) : formatShort(value);
}

const oneDecimal = new Intl.NumberFormat(languageTag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A mean of small counts, always with one decimal: 4.0. */
export function formatMean(value: number | null): string {
  return value === null ? message("shell.none") : oneDecimal.format(value);
}

/** What a score reaches from and to, without a unit: "≤ 16", "17–41", "≥ $1.07K"; "–" if nobody can have it. */
export function formatBounds({ kind, at_least, at_most }: RfmGroup): string {
  return formatRange({ isAmount: kind === "monetary", at_least, at_most });
}

/** The same of any range; amounts end below `at_most`, days and orders with it. */
export function formatRange({
  isAmount,
  at_least,
  at_most,
}: Pick<RfmGroup, "at_least" | "at_most"> & { isAmount: boolean }): string {
  const format = isAmount ? formatMoney : formatCount;
  const from = at_least !== null && (isAmount || at_least > 0) ? at_least : null;
  if (from === null && at_most === null) return message("rfm.any");
  if (at_most === null) return `≥\u00a0${format(from)}`;
  if (from === null) return `${isAmount ? "<" : "≤"}\u00a0${format(at_most)}`;
  if (from > at_most || (isAmount && from === at_most)) return message("shell.none");
  return from === at_most ? format(from) : `${format(from)}–${format(at_most)}`;
}

/** "R 4", "M 2–3", "FM 5". */
export function formatScore(measure: ScoredMeasure | "mean", from: number, to = from): string {
  const letter =
    measure === "mean" ? message("rfm.mean_score") : { recency: "R", frequency: "F", monetary: "M" }[measure];
  return `${letter} ${from === to ? from : `${from}–${to}`}`;
}

/** The sums of F and M whose mean, halves rounded up, is this: "7–8" of 4. */
export function sumsOf(mean: number): string {
  return mean === 1 ? "2" : `${2 * mean - 1}–${2 * mean}`;
}

/** What a group is: "R 5 · F 4 · M 2–3", "R 5 · FM 4", or the segment's name. */
export function nameOfGroup(
  group: RfmGroup,
  { readsM, readsMean }: Pick<RfmView, "readsM" | "readsMean">,
): string {
  if (group.kind === "segment") return label("segment", group.segment);
  if (group.kind === "all") return message("rfm.everyone");
  const row = readsMean ? "mean" : "frequency";
  const scores = [formatScore("recency", group.r_score), formatScore(row, group.f_score)];
  if (group.kind === "part" && readsM) scores.push(formatScore("monetary", group.m_from, group.m_to));
  return scores.join(" · ");
}

/** What a preset goes by. */
export function presetNote(preset: string): string {
  const note = label("preset_note", preset);
  return note === preset ? "" : note;
}
