import { label, message } from "../messages/index.js";
import { compare, type KeyFigures, relativeChange, shareOf } from "./figures.js";
import {
  formatChange,
  formatCount,
  formatCustomers,
  formatDay,
  formatFew,
  formatMoney,
  formatShare,
  sentences,
} from "./format.js";
import { inText } from "./report_words.js";
import type { Move } from "./tier_moves.js";
import type { TierShare, TierSize } from "./tier_pyramid.js";
import { lastSize } from "./tier_sizes_over_time.js";

/** What the key figures come to, the snapshots they compare with, and what their names mean. */
export function figuresFinding(snapshots: readonly KeyFigures[], riskTiers: string) {
  const compared = compare(snapshots);
  if (!compared) return { title: message("report.title"), subtitle: "", note: "" };
  const { now, monthAgo, yearAgo } = compared;
  const change = relativeChange(now.revenue, yearAgo?.revenue);
  const words = {
    revenue: formatMoney(now.revenue),
    risk: formatShare(shareOf(now.revenue_at_risk, now.revenue)),
    change: change === null ? "" : formatShare(Math.abs(change)),
  };
  const [month, year] = [formatDay(monthAgo?.as_of), formatDay(yearAgo?.as_of)];
  return {
    title:
      shareOf(now.revenue_at_risk, now.revenue) === null
        ? now.customers === null
          ? message("report.figures_few")
          : message("shell.customers", { count: now.customers })
        : message(
            change === null
              ? "report.figures_plain"
              : change < 0
                ? "report.figures_fell"
                : "report.figures_rose",
            words,
          ),
    subtitle: yearAgo
      ? message("report.figures_against_both", { month, year })
      : message(monthAgo ? "report.figures_against_month" : "report.figures_against_none", { month }),
    note: sentences(
      message("report.figures_note", {
        tiers: riskTiers,
        days: now.dormant_after_days,
        score: now.sliding_r_score,
      }),
      now.is_partial ? message("report.figures_note_partial") : "",
    ),
  };
}

/** What the best tier is of customers and of revenue. */
export function pyramidFinding(shares: readonly TierShare[]): string {
  const [best] = shares;
  if (!best || best.customer_share === null || best.revenue_share === null || !best.customers)
    return message("report.pyramid_bare");
  return message("report.pyramid_finding", {
    tier: label("score_tier", best.tier),
    share: formatShare(best.customer_share),
    revenue: formatShare(best.revenue_share),
  });
}

/** Customers by what their move was since the snapshot before, in words: "<5" where that is hidden. */
export function moveCounts({
  customers,
  moved_up: up,
  moved_down: down,
  entered,
}: KeyFigures): Record<Move, string> {
  const isKnown = customers !== null && up !== null && down !== null && entered !== null;
  return {
    up: formatCustomers(up),
    down: formatCustomers(down),
    stayed: isKnown ? formatCount(customers - up - down - entered) : message("shell.none"),
    entered: formatCustomers(entered),
  };
}

/** Whether more moved up or down since the snapshot before. */
export function movesFinding({ moved_up: up, moved_down: down }: KeyFigures, since: Date): string {
  const words = { day: formatDay(since), up: formatCount(up), down: formatCount(down) };
  if (up === null || down === null) return message("report.moves_bare", words);
  return message(
    up > down ? "report.moves_up" : up < down ? "report.moves_down" : "report.moves_even",
    words,
  );
}

/** How the best tier grew in a year. */
export function sizesFinding(sizes: readonly TierSize[], measure: "customers" | "revenue"): string {
  const [best] = [...sizes].sort((a, b) => a.tier_rank - b.tier_rank);
  if (!best) return message("report.pyramid_bare");
  const { value, change } = lastSize(sizes, best.tier, measure);
  const words = {
    subject: message(`report.sizes_subject_${measure}`, { tier: inText(label("score_tier", best.tier)) }),
    value:
      measure === "revenue"
        ? formatMoney(value)
        : value === null
          ? message("report.sizes_few", { count: formatFew() })
          : message("shell.customers", { count: value }),
    change: change === null ? "" : formatShare(Math.abs(change)),
  };
  if (change === null) return message("report.sizes_bare", words);
  const isSame = formatChange(change) === formatChange(0);
  return message(
    isSame ? "report.sizes_same" : change > 0 ? "report.sizes_grew" : "report.sizes_shrank",
    words,
  );
}
