import * as Plot from "@observablehq/plot";
import { label } from "../messages/index.js";
import { formatDay, formatMonth } from "./format.js";
import { accent, ink, quietInk, rule } from "./palette.js";

/** The first and last day of a source's accepted rows. */
export interface SourceDays {
  source: string;
  first_day: Date;
  last_day: Date;
}

const DAY = 86_400_000;

/** From when to when each source runs, and the day the figures are true for. */
export function coverageChart(
  sources: readonly SourceDays[],
  { width, as_of }: { width: number; as_of: Date },
) {
  const ends = (row: SourceDays) => `${formatDay(row.first_day)} – ${formatDay(row.last_day)}`;
  const height = 46 * sources.length + 36;
  const first = new Date(Math.min(as_of.getTime(), ...sources.map(({ first_day }) => first_day.getTime())));
  const last = new Date(
    Math.max(as_of.getTime(), ...sources.map(({ last_day }) => last_day.getTime())) + DAY,
  );
  const { ticks, format } = timeTicks(first, last, width);
  return Plot.plot({
    width,
    height,
    marginLeft: 0,
    marginRight: 8,
    marginTop: 8,
    marginBottom: 28,
    x: { type: "utc", label: null, domain: [first, last] },
    y: { type: "band", domain: sources.map(({ source }) => source), axis: null, padding: 0 },
    marks: [
      Plot.ruleX([as_of], { stroke: quietInk, strokeDasharray: "2,3" }),
      Plot.barX(sources, {
        y: "source",
        x1: "first_day",
        x2: (row: SourceDays) => row.last_day.getTime() + DAY,
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
        dx: -5,
        dy: -8,
        fill: quietInk,
        fontSize: 12,
      }),
      Plot.axisX({
        ticks,
        tickSize: 0,
        label: null,
        color: quietInk,
        textAnchor: "start",
        tickFormat: format,
      }),
      Plot.ruleY([height], { stroke: rule }),
    ],
  });
}

/** Beginnings of years or months, as many as have room; the first day where there is none of them between. */
function timeTicks(first: Date, last: Date, width: number): { ticks: Date[]; format: (day: Date) => string } {
  for (const step of [1, 3, 6, 12, 24, 60, 120]) {
    const room = step < 12 ? 80 : 40;
    // Names stand to the right of their tick: the last one needs room before the end.
    const end = last.getTime() - (room / width) * (last.getTime() - first.getTime());
    const ticks: Date[] = [];
    for (let month = 12 * first.getUTCFullYear() + first.getUTCMonth(); ; ++month) {
      const day = new Date(Date.UTC(Math.floor(month / 12), month % 12));
      if (day.getTime() > end) break;
      if (month % step === 0 && day >= first) ticks.push(day);
    }
    if (ticks.length === 0) break;
    if (ticks.length <= width / (1.5 * room))
      return { ticks, format: (day) => (step < 12 ? formatMonth(day) : String(day.getUTCFullYear())) };
  }
  return { ticks: [first], format: formatDay };
}
