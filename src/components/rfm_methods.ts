import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { shareOf } from "./figures.js";
import { formatMoney, formatNumber, formatShare } from "./format.js";
import { ink, quietInk, rule } from "./palette.js";
import { inText } from "./report_words.js";
import type { ScoredMeasure } from "./rfm_groups.js";
import { scoreColour } from "./rfm_histogram.js";
import { formatCustomersShort, formatRange, formatScore } from "./rfm_words.js";
import { textWidth } from "./text_width.js";

/** A row of marts.rfm_methods: what one score would reach and hold. */
export interface MethodScore {
  measure: ScoredMeasure;
  method: string;
  levels: number;
  score: number;
  is_in_force: boolean;
  at_least: number | null;
  at_most: number | null;
  customers: number;
}

/** One way to part a measure: its scores, the best first. */
export interface MethodBins {
  method: string;
  isInForce: boolean;
  levels: number;
  scores: MethodScore[];
  customers: number;
}

const METHODS = ["quantile", "natural", "mean", "target", "fixed"];
export const LEVELS = ["3", "4", "5"] as const;

/** The methods side by side: the one in force, then the others with so many levels. The mean has two in any case. */
export function methodsOf(
  rows: readonly MethodScore[],
  measure: ScoredMeasure,
  levels: number,
): MethodBins[] {
  const found = new Map<string, MethodBins>();
  for (const row of rows) {
    if (row.measure !== measure) continue;
    if (!row.is_in_force && row.levels !== levels && row.method !== "mean") continue;
    const key = `${row.is_in_force} ${row.method}`;
    const { method, is_in_force: isInForce } = row;
    const bins = found.get(key) ?? { method, isInForce, levels: row.levels, scores: [], customers: 0 };
    bins.scores.push(row);
    bins.customers += row.customers;
    found.set(key, bins);
  }
  for (const { scores } of found.values()) scores.sort((a, b) => b.score - a.score);
  const place = ({ isInForce, method }: MethodBins) => (isInForce ? -1 : METHODS.indexOf(method));
  return [...found.values()].sort((a, b) => place(a) - place(b));
}

/** A small chart per method: a bar per score, with what it reaches and how many it holds. */
export function methodBars(methods: readonly MethodBins[], { width }: { width: number }): HTMLElement {
  const across = Math.min(methods.length, width >= 900 ? 3 : width >= 620 ? 2 : 1);
  const each = Math.floor((width - (across - 1) * 28) / across);
  const most = Math.max(
    ...methods.flatMap(({ scores, customers }) => scores.map((row) => row.customers / customers)),
  );
  return element(
    "div",
    { class: "side-by-side" },
    ...methods.map((bins) => element("div", {}, element("h3", {}, nameOf(bins)), bars(bins, most, each))),
  );
}

function bars({ scores, customers, levels }: MethodBins, most: number, width: number): Element {
  const texts = scores.map((row) => {
    const share = formatShare(shareOf(row.customers, customers));
    return { ...row, share: row.customers / customers, text: `${rangeOf(row)} · ${share}` };
  });
  const marginRight = Math.ceil(Math.max(...texts.map(({ text }) => textWidth(text, 12)))) + 10;
  return Plot.plot({
    width,
    height: 24 * levels + 8,
    marginTop: 4,
    marginBottom: 4,
    marginLeft: 34,
    marginRight,
    x: { domain: [0, most], axis: null },
    y: {
      domain: Array.from({ length: levels }, (_, place) => levels - place),
      padding: 0.25,
      label: null,
    },
    marks: [
      Plot.axisY({
        tickSize: 0,
        color: quietInk,
        label: null,
        tickFormat: (score: number) => formatScore(scores[0]?.measure ?? "recency", score),
      }),
      Plot.barX(texts, { x: "share", y: "score", fill: ({ score }) => scoreColour(score, levels) }),
      Plot.text(texts, { x: "share", y: "score", text: "text", textAnchor: "start", dx: 6, fill: ink }),
      Plot.ruleX([0], { stroke: rule }),
    ],
  });
}

/** How many the best of so many scores holds, by the methods that are furthest apart. */
export function methodsFinding(methods: readonly MethodBins[], levels: number): string {
  const shares = methods
    .filter((bins) => bins.levels === levels && bins.customers > 0)
    .map(({ method, scores, customers }) => {
      const best = scores.find(({ score }) => score === levels);
      return { method: inText(label("method", method)), share: (best?.customers ?? 0) / customers };
    })
    .sort((a, b) => b.share - a.share);
  const [most, least] = [shares[0], shares.at(-1)];
  if (!least || !most || least === most) return message("rfm.methods_plain");
  return message("rfm.methods_finding", {
    levels,
    most: formatShare(most.share),
    most_method: most.method,
    least: formatShare(least.share),
    least_method: least.method,
  });
}

/** All scores of the methods that are shown. */
export function methodsTable(methods: readonly MethodBins[]): TableData {
  const rows = methods.flatMap((bins) => bins.scores.map((row) => ({ row, bins })));
  const format = (value: number | null) =>
    value === null
      ? message("shell.none")
      : rows[0]?.row.measure === "monetary"
        ? formatMoney(value)
        : formatNumber(value, 0);
  return tableOf(rows, [
    { name: "method", label: message("methods.method"), value: ({ bins }) => nameOf(bins) },
    { name: "score", label: message("methods.score"), value: ({ row }) => row.score },
    { name: "at_least", label: message("rfm.bin_from"), value: ({ row }) => row.at_least, format },
    { name: "at_most", label: message("rfm.bin_to"), value: ({ row }) => row.at_most, format },
    {
      name: "customers",
      label: label("measure", "customers"),
      value: ({ row }) => row.customers,
      format: formatCustomersShort,
    },
    {
      name: "customer_share",
      label: label("measure", "share_of_customers"),
      value: ({ row, bins }) => shareOf(row.customers, bins.customers),
      format: formatShare,
    },
  ]);
}

function nameOf({ method, isInForce }: MethodBins): string {
  const name = label("method", method);
  return isInForce ? message("rfm.method_in_force", { method: name }) : name;
}

function rangeOf({ measure, at_least, at_most }: MethodScore): string {
  return formatRange({ isAmount: measure === "monetary", at_least, at_most });
}
