import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { formatCount, formatMoney, formatMonthTick, formatShort, isoDay } from "./format.js";
import { accent, ink, quietInk, rule } from "./palette.js";

/** A row of marts.cut_points: the most days, or the least orders or amount, that still get the score. */
export interface CutPoint {
  as_of: Date;
  scale: string;
  measure: string;
  score: number;
  method: string;
  cut_point: number | null;
  frozen_as_of: Date | null;
}

type Measure = "recency" | "frequency" | "monetary" | "order_value";

/** The measures of a scale in the order of its scores: M is of revenue or of revenue per order. */
function measuresOf(points: readonly CutPoint[]): Measure[] {
  const amount = points.some(({ measure }) => measure === "order_value") ? "order_value" : "monetary";
  return ["recency", "frequency", amount];
}

function isMoney(measure: Measure): boolean {
  return measure === "monetary" || measure === "order_value";
}

/** The cut points of a scale at every snapshot: one small chart per measure, a line per score. */
export function cutPointLines(points: readonly CutPoint[], { width }: { width: number }): HTMLElement {
  const across = width >= 760 ? 3 : 1;
  const each = Math.floor((width - (across - 1) * 28) / across);
  return element(
    "div",
    { class: "side-by-side" },
    ...measuresOf(points).map((measure) =>
      lines(
        measure,
        points.filter((point) => point.measure === measure),
        each,
      ),
    ),
  );
}

function lines(measure: Measure, points: readonly CutPoint[], width: number): HTMLElement {
  const last = Math.max(...points.map(({ as_of }) => as_of.getTime()));
  const ends = points.filter(({ as_of, cut_point }) => as_of.getTime() === last && cut_point !== null);
  const isAmount = isMoney(measure);
  const amount = (value: number) => (isAmount ? formatMoney(value) : formatCount(value));
  // Scores whose cut points are one value share their words.
  const names = [...new Set(ends.map(({ cut_point }) => cut_point))].map((value) => ({
    cut_point: value,
    text: `${formatScores(ends.filter((end) => end.cut_point === value))}: ${measure === "recency" ? "≤" : "≥"} ${amount(value ?? 0)}`,
  }));
  const values = points.flatMap(({ cut_point }) => cut_point ?? []);
  const ticks = isAmount ? roundValues(Math.min(...values), Math.max(...values)) : 4;
  const plot = Plot.plot({
    width,
    height: 170,
    marginLeft: isAmount ? 54 : 34,
    marginRight: 88,
    marginTop: 8,
    marginBottom: 34,
    x: { type: "utc", label: null },
    y: { type: isAmount ? "log" : "linear", zero: !isAmount, label: null },
    marks: [
      Plot.gridY({ ticks, stroke: rule, strokeOpacity: 1 }),
      Plot.axisY({
        ticks,
        tickFormat: isAmount ? formatMoney : formatShort,
        tickSize: 0,
        color: quietInk,
        label: null,
      }),
      Plot.axisX({
        ticks: "6 months",
        tickFormat: formatMonthTick,
        tickSize: 0,
        color: quietInk,
        label: null,
      }),
      Plot.line(points, {
        x: "as_of",
        y: "cut_point",
        z: "score",
        curve: "step-after",
        stroke: accent,
        strokeWidth: 1.5,
      }),
      Plot.dot(ends, { x: "as_of", y: "cut_point", fill: accent, r: 2.5 }),
      Plot.text(names, {
        x: () => new Date(last),
        y: "cut_point",
        text: "text",
        textAnchor: "start",
        dx: 7,
        fill: ink,
      }),
    ],
  });
  return element("div", {}, element("h3", {}, message(`methods.cut_${measure}`)), plot);
}

/** The values 1, 2 and 5 of every power of ten within two bounds: few enough to be read. */
function roundValues(least: number, most: number): number[] {
  if (!(least > 0) || !Number.isFinite(most)) return [];
  const powers = Array.from({ length: 16 }, (_, power) => 10 ** (power - 2));
  return powers
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((value) => value >= least * 0.9 && value <= most * 1.1);
}

function formatScores(ends: readonly CutPoint[]): string {
  return ends
    .map(({ score }) => score)
    .sort((a, b) => b - a)
    .join(", ");
}

/** What the best recency score took on the last snapshot and a year before. */
export function cutPointFinding(points: readonly CutPoint[]): string {
  const recency = points.filter(({ measure }) => measure === "recency");
  const best = Math.max(...recency.map(({ score }) => score));
  const days = recency
    .filter(({ score }) => score === best)
    .sort((a, b) => a.as_of.getTime() - b.as_of.getTime());
  const [now, then] = [days.at(-1), days.at(-13)];
  if (now?.cut_point == null || then?.cut_point == null) return message("methods.cuts_plain");
  const values = { days: formatCount(now.cut_point), before: formatCount(then.cut_point) };
  if (values.days === values.before) return message("methods.cuts_same", { days: values.days });
  return message("methods.cuts_finding", values);
}

/** The cut points of a scale at one snapshot, a row per score, the best first. */
export function cutPointTable(points: readonly CutPoint[]): TableData {
  const scores = [...new Set(points.map(({ score }) => score))].sort((a, b) => b - a);
  const at = (score: number, measure: Measure) =>
    points.find((point) => point.score === score && point.measure === measure);
  return tableOf(
    [...scores, 1],
    [
      { name: "score", label: message("methods.score"), value: (score) => String(score) },
      ...measuresOf(points).map((measure) => ({
        name: measure,
        label: message(`methods.cut_${measure}`),
        value: (score: number) =>
          score === 1
            ? message("methods.the_rest")
            : (at(score, measure)?.cut_point ?? message("methods.unset")),
        format: (value: number | string) =>
          typeof value === "string"
            ? value
            : `${measure === "recency" ? "≤" : "≥"} ${isMoney(measure) ? formatMoney(value) : formatCount(value)}`,
      })),
    ],
  );
}

/** All cut points of a scale, for the table and the CSV behind the chart. */
export function cutPointRows(points: readonly CutPoint[]): TableData {
  return tableOf([...points].reverse(), [
    { name: "as_of", label: label("measure", "day"), value: (row) => row.as_of },
    { name: "measure", label: message("methods.measure"), value: (row) => label("measure", row.measure) },
    { name: "score", label: message("methods.score"), value: (row) => row.score },
    { name: "method", label: message("methods.method"), value: (row) => label("method", row.method) },
    {
      name: "cut_point",
      label: message("methods.cut_point"),
      value: (row) => row.cut_point,
      format: formatShort as (value: number | null) => string,
    },
    {
      name: "frozen_as_of",
      label: message("methods.frozen_as_of"),
      value: (row) => row.frozen_as_of,
      format: (day: Date | null) => (day ? isoDay(day) : message("methods.unset")),
    },
  ]);
}
