import { label, message } from "../messages/index.js";
import type { RevenueGini } from "./concentration_curve.js";
import { shareOf } from "./figures.js";
import { formatChange, formatDay, formatMoney, formatNumber, formatPoints, formatShare } from "./format.js";
import { type LevelMeasure, levelChange, levelsAt, type PyramidLevel } from "./pyramid_levels.js";
import { formatCustomersShort, formatMean } from "./rfm_words.js";

/** What the best level is of the customers and brings of the revenue. */
export function pyramidFinding(levels: readonly PyramidLevel[]): string {
  const shown = levels.filter(({ level, customers }) => level !== "inactive" && (customers ?? 0) > 0);
  const best = shown[0];
  if (!best) return message("pyramid.too_few");
  return message("pyramid.finding", {
    level: label("pyramid_level", best.level),
    customers: formatShare(best.customer_share),
    revenue: formatShare(best.revenue_share),
  });
}

/** "The top 20 % bring x %", and Gini. */
export function concentrationFinding(gini: RevenueGini | undefined): string {
  if (!gini) return message("pyramid.too_few");
  const value = formatNumber(gini.gini, 2);
  if (gini.top_fifth_share === null) return message("pyramid.gini_finding", { gini: value });
  return message("pyramid.concentration_finding", { share: formatShare(gini.top_fifth_share), gini: value });
}

/** What a customer of the best level is worth against the mean of those with revenue. */
export function valuesFinding(levels: readonly PyramidLevel[], gini: RevenueGini | undefined): string {
  const best = levels.find(({ level, customers }) => level !== "inactive" && (customers ?? 0) > 0);
  const mean = shareOf(best?.revenue, best?.customers);
  const average = shareOf(gini?.revenue, gini?.customers);
  if (!best || mean === null || average === null) return message("pyramid.values_too_few");
  return message("pyramid.values_finding", {
    level: label("pyramid_level", best.level),
    value: formatMoney(mean),
    times: formatMean(mean / average),
  });
}

/** How the best level changed in the measure shown, or for customers, all with revenue. */
export function overTimeFinding(levels: readonly PyramidLevel[], measure: LevelMeasure): string {
  const best = levelsAt(levels).find(({ level, customers }) => level !== "inactive" && (customers ?? 0) > 0);
  if (!best) return message("pyramid.too_few");
  const name = label("pyramid_level", best.level);
  const field = measure === "share_of_revenue" ? "revenue_share" : measure;
  const { now, change, since } = levelChange(levels, best.level, field);
  const format = {
    share_of_revenue: formatShare,
    customers: formatCustomersShort,
    revenue: formatMoney,
    at_least: formatMoney,
  };
  const values = { level: name, value: format[measure](now) };
  if (since === undefined || change === null) return message(`pyramid.now_${measure}`, values);
  return message(`pyramid.since_${measure}`, {
    ...values,
    change: (measure === "share_of_revenue" ? formatPoints : formatChange)(change),
    day: formatDay(since),
  });
}
