import { label, message } from "../messages/index.js";
import { copyText } from "./copy_text.js";
import { element } from "./element.js";
import {
  changeOf,
  compare,
  FIGURES,
  type Figure,
  formatFigureChange,
  type KeyFigures,
  shareOf,
} from "./figures.js";
import { formatCount, formatDay, formatList, formatMoney, formatMonth, formatShare } from "./format.js";
import { type Reason, reasonWords } from "./reasons.js";
import { windowWords } from "./window_words.js";

/** Tiers whose revenue can be at risk, in words. */
export function tiersAtRisk(
  tiers: readonly { tier: string; tier_rank: number }[],
  lowestRank: number,
): string {
  const names = tiers
    .filter(({ tier_rank }) => tier_rank <= lowestRank)
    .sort((a, b) => a.tier_rank - b.tier_rank);
  return formatList(names.map(({ tier }) => inText(label("score_tier", tier))));
}

/** A label within a sentence. */
export function inText(text: string): string {
  return text.toLocaleLowerCase();
}

/** The report as sentences that stand alone in a mail. What cannot be told is left out. */
export function reportSentences(
  snapshots: readonly KeyFigures[],
  riskTiers: string,
  movedDown: Readonly<Record<Reason, number>> = { behaviour: 0, time: 0, threshold_drift: 0 },
): string[] {
  const compared = compare(snapshots);
  if (!compared) return [];
  const { now, monthAgo, yearAgo } = compared;
  const change = (key: Figure["key"]) => {
    const figure = FIGURES.find((each) => each.key === key);
    if (!figure) return "";
    const [month, year] = [changeOf(figure, now, monthAgo), changeOf(figure, now, yearAgo)];
    if (month === null) return "";
    const words = { month: formatFigureChange(figure, month), year: formatFigureChange(figure, year) };
    return message(year === null ? "report.say_change_month" : "report.say_change_both", words);
  };
  const window = windowWords(now);
  const sentences: string[] = [];
  if (now.customers !== null && now.active_customers !== null) {
    sentences.push(
      message(now.window_days === null ? "report.say_customers_all" : "report.say_customers", {
        day: formatDay(now.as_of),
        customers: formatCount(now.customers),
        change: change("customers"),
        active: formatCount(now.active_customers),
        share: formatShare(shareOf(now.active_customers, now.customers)),
        window,
      }),
    );
  }
  if (now.revenue !== null && now.top_revenue_share !== null && now.top_customers !== null) {
    sentences.push(
      message("report.say_revenue", {
        window,
        revenue: formatMoney(now.revenue),
        change: change("revenue"),
        tier: inText(label("score_tier", "top")),
        customer_share: formatShare(shareOf(now.top_customers, now.customers)),
        revenue_share: formatShare(now.top_revenue_share),
      }),
    );
  }
  if (monthAgo && now.moved_up !== null && now.moved_down !== null && now.entered !== null) {
    sentences.push(
      message("report.say_moves", {
        day: formatDay(monthAgo.as_of),
        up: formatCount(now.moved_up),
        up_rate: formatShare(now.upgrade_rate),
        down: formatCount(now.moved_down),
        down_rate: formatShare(now.downgrade_rate),
        entered: formatCount(now.entered),
      }),
    );
  }
  const reasons = reasonWords(movedDown);
  if (monthAgo && now.moved_down !== null && reasons)
    sentences.push(message("report.say_reasons", { reasons }));
  if (
    now.revenue_at_risk !== null &&
    now.customers_at_risk !== null &&
    now.revenue !== null &&
    now.revenue > 0
  ) {
    sentences.push(
      message("report.say_risk", {
        revenue: formatMoney(now.revenue_at_risk),
        share: formatShare(shareOf(now.revenue_at_risk, now.revenue)),
        change: change("revenue_at_risk"),
        customers: formatCount(now.customers_at_risk),
        tiers: riskTiers,
      }),
    );
  }
  if (now.is_partial) {
    sentences.push(
      message("report.say_partial", { month: formatMonth(now.as_of), day: formatDay(now.as_of) }),
    );
  }
  return sentences;
}

/** The sentences, with a button that copies them. */
export function wordsCard(sentences: readonly string[]): HTMLElement {
  const copy = element("button", { type: "button" }, message("report.words_copy"));
  copy.addEventListener("click", async () => {
    await copyText(sentences.join("\n"));
    copy.textContent = message("shell.copied");
    setTimeout(() => {
      copy.textContent = message("report.words_copy");
    }, 2000);
  });
  return element(
    "section",
    { class: "card words", id: "words" },
    element("h2", {}, message("report.words_title")),
    ...sentences.map((sentence) => element("p", {}, sentence)),
    element("div", { class: "actions" }, copy),
  );
}
