import { type MessageKey, message } from "../messages/index.js";
import { element } from "./element.js";
import { frame } from "./frame.js";
import { histogramOf, type RfmBin } from "./rfm_bins.js";
import { emptyFinding, frequencyFinding, monetaryFinding, recencyFinding } from "./rfm_findings.js";
import type { RfmView, ScoredMeasure } from "./rfm_groups.js";
import { histogramNote, rfmBinList, rfmHistogram } from "./rfm_histogram.js";
import { binTable } from "./rfm_tables.js";

export interface DistributionOptions {
  measure: ScoredMeasure;
  day: string;
  /** What orders and revenue look back over: "last 365 days". */
  window: string;
}

const METHODS: Readonly<Record<string, MessageKey>> = {
  quantile: "rfm.method_quantile",
  fixed: "rfm.method_fixed",
  mean: "rfm.method_mean",
  natural: "rfm.method_natural",
  target: "rfm.method_target",
};

/** A measure's histogram with its cut points, and how many customers each score holds. */
export function distributionCard(
  view: RfmView,
  bins: readonly RfmBin[],
  { measure, day, window }: DistributionOptions,
): HTMLElement {
  const scores = view.scores[measure];
  const everyone = view.all.customers;
  const histogram = histogramOf(bins, scores, measure);
  if (!histogram) {
    const [title, text] = emptyFinding(bins, window);
    return element(
      "section",
      { class: "card empty", id: `rfm_${measure}` },
      element("h2", {}, title),
      element("p", {}, text),
      rfmBinList(scores, everyone),
    );
  }
  const words = measure === "monetary" ? view.amount : measure;
  const method = message(METHODS[scores[0]?.method ?? ""] ?? "rfm.method_other");
  return frame({
    name: `rfm_${measure}`,
    title: {
      recency: () => recencyFinding(bins),
      frequency: () => frequencyFinding(bins),
      monetary: () => monetaryFinding(view),
    }[measure](),
    subtitle: message(`rfm.${words}_subtitle`, { day, window, method }),
    chart: (width) =>
      element(
        "div",
        {},
        rfmHistogram(histogram, { width, measure, words, levels: scores.length, window }),
        rfmBinList(scores, everyone),
      ),
    note: histogramNote(histogram, measure, words, everyone),
    sql: ["marts.rfm_distributions", "marts.rfm_cut_points", "marts.rfm_cells"],
    table: binTable(bins, measure),
  });
}
