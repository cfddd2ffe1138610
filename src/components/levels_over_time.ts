import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { formatDay, formatMoney, formatMonthTick, formatShare, formatShort } from "./format.js";
import { colourOf, ink, quietInk, rule } from "./palette.js";
import type { LevelMeasure, PyramidLevel } from "./pyramid_levels.js";
import { formatCustomersShort } from "./rfm_words.js";
import { spread } from "./spread.js";
import { svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";

const MEASURES = {
  share_of_revenue: {
    field: "revenue_share",
    format: formatShare,
    tick: (value: number) => formatShare(value, 0),
  },
  customers: { field: "customers", format: formatCustomersShort, tick: formatShort },
  revenue: { field: "revenue", format: formatMoney, tick: formatMoney },
  at_least: { field: "at_least", format: formatMoney, tick: formatMoney },
} as const;

export interface LevelsOverTimeOptions {
  width: number;
  measure: LevelMeasure;
}

/** A definition's levels at every snapshot: stacked columns, or for the revenue at which they begin lines. */
export function levelsOverTime(
  levels: readonly PyramidLevel[],
  { width, measure }: LevelsOverTimeOptions,
): Element {
  const { field, format, tick } = MEASURES[measure];
  const isNarrow = width < 520;
  const isLines = measure === "at_least";
  const value = (row: PyramidLevel) => Math.max(0, row[field] ?? 0);
  const rows = levels
    .filter(({ level }) => measure === "customers" || level !== "inactive")
    .filter((row) => !isLines || value(row) > 0)
    .sort((a, b) => +a.as_of - +b.as_of || b.level_rank - a.level_rank);
  const days = [...new Set(levels.map(({ as_of }) => +as_of))].sort((a, b) => a - b);
  const last = rows.filter(({ as_of }) => +as_of === days.at(-1));
  const total = (day: number) => rows.reduce((sum, row) => sum + (+row.as_of === day ? value(row) : 0), 0);
  const most =
    measure === "share_of_revenue"
      ? 1
      : isLines
        ? Math.max(0, ...rows.map(value))
        : Math.max(0, ...days.map(total));
  const words = (row: PyramidLevel) => (isNarrow ? "" : `  ${format(row[field])}`);
  const room = Math.max(
    0,
    ...last.map(
      (row) => textWidth(label("pyramid_level", row.level), 12, { isBold: true }) + textWidth(words(row)),
    ),
  );
  const frame = {
    width,
    height: isNarrow ? 300 : 340,
    marginTop: 12,
    marginRight: 26 + room,
    marginBottom: 38,
    marginLeft: 12 + textWidth(tick(most)),
  };
  const ticks = days.filter((day) => new Date(day).getUTCMonth() % (isNarrow ? 6 : 3) === 0);
  const colour = (row: PyramidLevel) => colourOf("pyramid_level", row.level);
  const chart = Plot.plot({
    ...frame,
    // Few columns stay as slim as many are.
    x: {
      type: "band",
      domain: days,
      paddingInner: 0.2,
      paddingOuter: Math.max(0, (8 - days.length) / 2),
      round: false,
    },
    y: { domain: [0, most || 1] },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 4, stroke: rule, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 4, tickSize: 0, label: null, tickFormat: tick, fill: quietInk }),
      isLines
        ? [
            Plot.line(rows, {
              x: ({ as_of }) => +as_of,
              y: value,
              z: "level",
              stroke: colour,
              strokeWidth: 2.5,
            }),
            Plot.dot(last, { x: ({ as_of }) => +as_of, y: value, fill: colour, r: 4 }),
          ]
        : Plot.barY(rows, {
            x: ({ as_of }) => +as_of,
            y: value,
            fill: colour,
            fillOpacity: ({ is_partial }) => (is_partial ? 0.55 : 1),
            title: (row) =>
              `${label("pyramid_level", row.level)}, ${formatDay(row.as_of)}: ${format(row[field])}`,
          }),
      Plot.axisX({
        ticks: ticks.length > 0 ? ticks : days,
        tickSize: 4,
        label: null,
        tickFormat: (day: number, index: number) => monthTick(new Date(day), index === 0),
        fill: quietInk,
        stroke: quietInk,
      }),
    ],
  });
  chart.append(...endLabels(last, { frame, most: most || 1, value, isLines, words }));
  return chart;
}

// The year stands under each January and under the first tick.
function monthTick(day: Date, isFirst: boolean): string {
  const tick = formatMonthTick(day);
  if (!isFirst || tick.includes("\n")) return tick;
  return `${tick}\n${formatMonthTick(new Date(Date.UTC(day.getUTCFullYear(), 0))).split("\n")[1]}`;
}

interface EndLabelOptions {
  frame: { width: number; height: number; marginTop: number; marginRight: number; marginBottom: number };
  most: number;
  value: (row: PyramidLevel) => number;
  isLines: boolean;
  words: (row: PyramidLevel) => string;
}

// Names stand at the end of what they name, moved apart where they would touch.
function endLabels(last: readonly PyramidLevel[], options: EndLabelOptions): SVGElement[] {
  const { frame, most, value, isLines, words } = options;
  const bottom = frame.height - frame.marginBottom;
  const place = (amount: number) => bottom - (amount / most) * (bottom - frame.marginTop);
  let up = 0;
  const shown = last.filter((row) => value(row) > 0);
  const wanted = shown.map((row) => {
    const middle = isLines ? value(row) : up + value(row) / 2;
    up += value(row);
    return place(middle);
  });
  const placed = spread(wanted, 17, frame.marginTop + 6, bottom - 4);
  const x = frame.width - frame.marginRight;
  return shown.flatMap((row, index) => [
    svgElement("path", {
      d: `M${x + 3},${wanted[index]}L${x + 12},${placed[index]}H${x + 16}`,
      fill: "none",
      stroke: rule,
    }),
    svgElement(
      "text",
      { x: x + 20, y: (placed[index] ?? 0) + 4, "font-size": 12, "text-anchor": "start", fill: ink },
      svgElement("tspan", { "font-weight": 600 }, label("pyramid_level", row.level)),
      svgElement("tspan", { fill: quietInk }, words(row)),
    ),
  ]);
}
