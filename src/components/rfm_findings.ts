import { label, message } from "../messages/index.js";
import { about } from "./about.js";
import { shareOf } from "./figures.js";
import { formatCount, formatList, formatMoney, formatShare } from "./format.js";
import { nearestHalf, type RfmBin } from "./rfm_bins.js";
import { perCustomer, type RfmGroup, type RfmMeasure, type RfmView } from "./rfm_groups.js";
import { formatMean } from "./rfm_words.js";

/** What the grid's colour shows first: the segment that leads in the measure. */
export function gridFinding({ segments, all }: RfmView, measure: RfmMeasure): string {
  const value = (group: RfmGroup) =>
    measure === "mean_value" ? perCustomer(group, "revenue") : group[measure];
  const first = highest(segments, value);
  if (!first || all.customers === null) return message("rfm.grid_too_few");
  const average = perCustomer(all, "revenue");
  const key = measure === "customers" && (all.revenue ?? 0) <= 0 ? "customers_alone" : measure;
  return message(`rfm.grid_finding_${key}`, {
    segment: label("segment", first.segment),
    customer_share: formatShare(shareOf(first.customers, all.customers)),
    revenue_share: formatShare(shareOf(first.revenue, all.revenue)),
    value: formatMoney(perCustomer(first, "revenue")),
    times: formatMean(shareOf(perCustomer(first, "revenue"), average)),
  });
}

/** How few segments bring more than half of the revenue. */
export function segmentsFinding({ segments, all }: RfmView): string {
  const known = segments.filter(({ revenue }) => (revenue ?? 0) > 0);
  const sorted = known.sort((a, b) => (b.revenue ?? 0) - (a.revenue ?? 0));
  let revenue = 0;
  let customers = 0;
  const chosen: string[] = [];
  for (const segment of sorted) {
    if (all.revenue === null || revenue > all.revenue / 2) break;
    revenue += segment.revenue ?? 0;
    customers += segment.customers ?? 0;
    chosen.push(message("rfm.quoted", { segment: label("segment", segment.segment) }));
  }
  if (chosen.length === 0 || all.revenue === null || revenue <= all.revenue / 2)
    return message("rfm.segments_finding_none", { count: segments.length });
  return message(chosen.length === 1 ? "rfm.segments_finding_one" : "rfm.segments_finding", {
    segments: formatList(chosen),
    revenue_share: formatShare(shareOf(revenue, all.revenue)),
    customer_share: formatShare(shareOf(customers, all.customers)),
  });
}

/** Why there is nothing to draw: nobody ordered, too few did, or none of them for more than nothing. */
export function emptyFinding(bins: readonly RfmBin[], window: string): [title: string, text: string] {
  if (bins.length === 0) return [message("rfm.bins_none", { window }), message("rfm.bins_none_text")];
  if (bins.some(({ customers }) => customers !== null))
    return [message("rfm.bins_no_revenue"), message("rfm.bins_no_revenue_text")];
  return [message("rfm.bins_too_few"), message("rfm.bins_too_few_text", { limit: about().fewest })];
}

/** Since when half of those with an order have ordered. */
export function recencyFinding(bins: readonly RfmBin[]): string {
  const half = nearestHalf(bins);
  if (!half) return message("rfm.bins_too_few");
  return message("rfm.recency_finding", { share: formatShare(half.share), count: half.below });
}

/** How many of those with an order ordered once, or fewer times than it takes to be in the better half. */
export function frequencyFinding(bins: readonly RfmBin[]): string {
  const half = nearestHalf(bins);
  const whole = bins.reduce((sum, { customers }) => sum + (customers ?? 0), 0);
  const once = bins.find(({ at_least, below }) => at_least === 1 && below === 2);
  if (once) return message("rfm.frequency_finding", { share: formatShare(shareOf(once.customers, whole)) });
  if (!half) return message("rfm.bins_too_few");
  return message("rfm.frequency_finding_fewer", {
    share: formatShare(half.share),
    value: formatCount(half.below),
  });
}

/** Where the best score on amounts begins, and what it brings. */
export function monetaryFinding({ scores, all, amount }: RfmView): string {
  const best = scores.monetary.find(({ customers }) => customers !== 0);
  if (!best || best.customers === null) return message("rfm.bins_too_few");
  if (best.at_least === null) return message(`rfm.${amount}_finding_alike`, { score: best.m_from });
  return message(`rfm.${amount}_finding`, {
    score: best.m_from,
    value: formatMoney(best.at_least),
    customer_share: formatShare(shareOf(best.customers, all.customers)),
    revenue_share: formatShare(shareOf(best.revenue, all.revenue)),
  });
}

function highest(
  segments: readonly RfmGroup[],
  value: (group: RfmGroup) => number | null,
): RfmGroup | undefined {
  return segments
    .filter((segment) => (value(segment) ?? 0) > 0)
    .reduce<RfmGroup | undefined>(
      (best, each) => (best && (value(best) ?? 0) >= (value(each) ?? 0) ? best : each),
      undefined,
    );
}
