import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { formatDay } from "./format.js";
import { accent, ink, quietInk, rule } from "./palette.js";

/** The first and last day of a source's accepted rows. */
export interface SourceDays {
  source: string;
  first_day: Date;
  last_day: Date;
}

/** From when to when each source runs, and the day the figures are true for. */
export function coverageChart(
  sources: readonly SourceDays[],
  { width, as_of }: { width: number; as_of: Date },
) {
  const ends = (row: SourceDays) => `${formatDay(row.first_day)} – ${formatDay(row.last_day)}`;
  const height = 46 * sources.length + 36;
  return Plot.plot({
    width,
    height,
    marginLeft: 0,
    marginRight: 8,
    marginTop: 8,
    marginBottom: 28,
    x: { type: "utc", label: null, ticks: width < 500 ? 4 : 8, tickSize: 0 },
    y: { type: "band", domain: sources.map(({ source }) => source), axis: null, padding: 0 },
    marks: [
      Plot.ruleX([as_of], { stroke: quietInk, strokeDasharray: "2,3" }),
      Plot.barX(sources, {
        y: "source",
        x1: "first_day",
        // A source of one day is a line at least.
        x2: (row: SourceDays) => Math.max(row.last_day.getTime(), row.first_day.getTime() + 86_400_000),
        fill: accent,
        insetTop: 25,
        insetBottom: 12,
      }),
      Plot.text(sources, {
        y: "source",
        text: (row: SourceDays) => label("source", row.source),
        frameAnchor: "left",
        textAnchor: "start",
        dy: -8,
        fill: ink,
        fontSize: 13,
      }),
      Plot.text(sources, {
        y: "source",
        text: ends,
        frameAnchor: "right",
        textAnchor: "end",
        dy: -8,
        fill: quietInk,
        fontSize: 12,
      }),
      Plot.axisX({
        ticks: width < 500 ? 4 : 8,
        tickSize: 0,
        label: null,
        color: quietInk,
        tickFormat: (day: Date) => String(day.getUTCFullYear()),
      }),
      Plot.ruleY([height], { stroke: rule }),
    ],
  });
}
