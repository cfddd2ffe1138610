import * as Plot from "@observablehq/plot";
import { message } from "../messages/index.js";
import { element } from "./element.js";
import { shareOf } from "./figures.js";
import { formatCount, formatMoney, formatNumber, formatShare, formatShort } from "./format.js";
import { heat, ink, paper, quietInk, rule } from "./palette.js";
import type { Histogram } from "./rfm_bins.js";
import { type AmountMeasure, type RfmGroup, type ScoredMeasure, scoreOf } from "./rfm_groups.js";
import { formatBounds, formatCustomersShort, formatScore } from "./rfm_words.js";
import { textWidth } from "./text_width.js";

export interface RfmHistogramOptions {
  width: number;
  measure: ScoredMeasure;
  /** What the measure is called: M may be revenue or revenue per order. */
  words: "recency" | "frequency" | AmountMeasure;
  /** How many scores there are; the best is the darkest. */
  levels: number;
  /** What orders and revenue look back over: "last 365 days". */
  window: string;
}

const LINE = 15;
const NICE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** How customers are spread over a measure: areas are customers, colours scores, and lines the cut points. */
export function rfmHistogram(
  histogram: Histogram,
  { width, measure, words, levels, window }: RfmHistogramOptions,
): Element {
  const { pieces, cuts, from, to } = histogram;
  const isLog = measure === "monetary";
  const format = isLog ? formatMoney : formatCount;
  const left = 44;
  const part = (value: number) =>
    isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  const texts = cuts.map((cut) => {
    const text = cutText(cut.value, measure, format);
    return { cut, text, length: textWidth(text, 12) + 8 };
  });
  // Room for the words of a cut at the right end.
  const right = Math.max(
    14,
    ...texts.map(({ cut, length }) => length - (1 - part(cut.at)) * (width - left - 60)),
  );
  const labels = staggered(
    texts.map((word) => ({ ...word, x: left + part(word.cut.at) * (width - left - right) })),
  );
  const lines = Math.max(1, ...labels.map(({ line }) => line + 1));
  const marginTop = 8 + lines * LINE;
  const most = Math.max(...pieces.map(({ height }) => height));
  return Plot.plot({
    width,
    height: 170 + marginTop,
    marginTop,
    marginBottom: 40,
    marginLeft: left,
    marginRight: right,
    x: { type: isLog ? "log" : "linear", domain: [from, to], axis: null },
    y: { domain: [0, most], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 3, stroke: rule, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 3, tickSize: 0, label: null, tickFormat: formatShort, fill: quietInk }),
      Plot.rect(pieces, {
        x1: ({ from }) => from,
        x2: ({ to }) => to,
        y1: 0,
        y2: ({ height }) => height,
        fill: ({ score }) => scoreColour(score, levels),
        insetLeft: 0.5,
      }),
      Plot.ruleY([0], { stroke: rule }),
      ...labels.map(({ cut, line, text }) => [
        Plot.ruleX([cut.at], { stroke: ink, strokeWidth: 1, insetTop: -(lines - line - 1) * LINE - 3 }),
        Plot.text([cut.at], {
          x: cut.at,
          frameAnchor: "top",
          textAnchor: "start",
          dx: 4,
          dy: -(lines - line) * LINE + 1,
          text: [text],
          fill: ink,
          stroke: paper,
          strokeWidth: 4,
        }),
      ]),
      Plot.axisX({
        ticks: isLog ? powers(from, to, width) : wholes(from, to, width),
        tickSize: 4,
        tickFormat: format,
        label: message(`rfm.axis_of_${words}`, { window }),
        labelAnchor: "left",
        labelArrow: "none",
        fill: quietInk,
        stroke: rule,
      }),
    ].flat(),
  });
}

/** Each score's range and how many customers it really holds, in the order of the axis. */
export function rfmBinList(scores: readonly RfmGroup[], everyone: number | null): HTMLElement {
  const ordered = scores[0]?.kind === "recency" ? scores : [...scores].reverse();
  return element(
    "ol",
    { class: "score-bins", style: `--scores: ${ordered.length}` },
    ...ordered.map((group) => {
      const score = scoreOf(group);
      const measure = group.kind as ScoredMeasure;
      return element(
        "li",
        { style: `border-color: ${scoreColour(score, scores.length)}` },
        element("b", {}, formatScore(measure, score)),
        element("span", {}, formatBounds(group)),
        element("span", { class: "count" }, formatCustomersShort(group.customers)),
        element(
          "span",
          { class: "quiet" },
          group.customers === null ? "" : formatShare(shareOf(group.customers, everyone)),
        ),
      );
    }),
  );
}

/** What is not in the drawing: open bins, and customers without an order in the window. */
export function histogramNote(
  { width, under, over, customers }: Histogram,
  measure: ScoredMeasure,
  words: RfmHistogramOptions["words"],
  everyone: number | null,
): string {
  const format = measure === "monetary" ? formatMoney : formatCount;
  const step = measure === "monetary" ? formatShare(width, 0) : formatNumber(width, 0);
  return [
    message(`rfm.step_${words}`, { count: width, step }),
    under && message("rfm.under", { count: under.customers, value: format(under.below) }),
    over && message(`rfm.over_${measure}`, { count: over.customers, value: format(over.at_least) }),
    everyone !== null &&
      everyone > customers &&
      message("rfm.without_orders", { count: everyone - customers }),
  ]
    .filter(Boolean)
    .join(message("rfm.between_sentences"));
}

/** The colour of a score among so many; the best is the darkest. */
export function scoreColour(score: number, levels: number): string {
  return heat(levels > 1 ? 0.22 + (0.7 * (score - 1)) / (levels - 1) : 0.6);
}

function cutText(value: number, measure: ScoredMeasure, format: (value: number) => string): string {
  return measure === "recency" ? `≤\u00a0${format(value)}` : `≥\u00a0${format(value)}`;
}

interface CutLabel<Cut> {
  cut: Cut;
  text: string;
  x: number;
  length: number;
}

// A label stands right of its line, and lines below those of labels that reach over it would cross them: so it goes to
// the highest place under which nothing reaches so far.
function staggered<Cut>(labels: CutLabel<Cut>[]): (CutLabel<Cut> & { line: number })[] {
  const ends: number[] = [];
  return labels.map((label) => {
    const blocked = ends.findLastIndex((end) => end >= label.x);
    ends[blocked + 1] = label.x + label.length;
    return { ...label, line: blocked + 1 };
  });
}

// Days and orders are whole numbers, and so are their ticks.
function wholes(from: number, to: number, width: number): number[] {
  const step = NICE.find((step) => (to - from) / step <= width / 60) ?? to - from;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => (first + index) * step);
}

function powers(from: number, to: number, width: number): number[] {
  const first = Math.ceil(Math.log10(from));
  const last = Math.floor(Math.log10(to));
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, width / 70)));
  const ticks = [];
  for (let power = first; power <= last; power += step) ticks.push(10 ** power);
  return ticks;
}
