import * as Plot from "@observablehq/plot";
import { message } from "../messages/index.js";
import { formatCustomers, formatShort } from "./format.js";
import type { MigrationRates } from "./migration_pair.js";
import { monthTicks } from "./month_tick.js";
import { accent, down, quietInk, rule, up } from "./palette.js";

/** Customers who moved up (above the line) and down (below) between neighbouring snapshots, and who entered. */
export function movesOverTime(rates: readonly MigrationRates[], { width }: { width: number }) {
  const last = rates.at(-1);
  const isNarrow = width < 560;
  const months = rates.map(({ to_as_of }) => to_as_of);
  const most = Math.max(1, ...rates.flatMap((row) => [row.moved_up ?? 0, row.entered ?? 0]));
  const least = Math.max(1, ...rates.map((row) => row.moved_down ?? 0));
  const ends = last
    ? [
        { key: "moved_up", colour: up, y: (last.moved_up ?? 0) / 2, count: last.moved_up },
        { key: "moved_down", colour: down, y: -(last.moved_down ?? 0) / 2, count: last.moved_down },
        { key: "entered", colour: accent, y: last.entered ?? 0, count: last.entered },
      ]
    : [];
  return Plot.plot({
    width,
    height: isNarrow ? 280 : 320,
    marginLeft: 44,
    marginRight: 92,
    marginTop: 12,
    marginBottom: 34,
    x: { type: "band", domain: months, padding: 0.25 },
    y: { domain: [-least * 1.05, most * 1.05], label: null },
    marks: [
      Plot.axisY({
        tickFormat: (value: number) => formatShort(Math.abs(value)),
        ticks: 6,
        tickSize: 0,
        color: quietInk,
        label: null,
      }),
      Plot.gridY({ ticks: 6, stroke: rule, strokeOpacity: 1 }),
      Plot.axisX({ tickFormat: monthTicks(months, isNarrow), tickSize: 0, color: quietInk, label: null }),
      Plot.barY(rates, {
        x: "to_as_of",
        y: (row: MigrationRates) => row.moved_up ?? 0,
        fill: up,
        fillOpacity: 0.85,
      }),
      Plot.barY(rates, {
        x: "to_as_of",
        y: (row: MigrationRates) => -(row.moved_down ?? 0),
        fill: down,
        fillOpacity: 0.85,
      }),
      Plot.ruleY([0], { stroke: "var(--rule-strong)" }),
      Plot.lineY(rates, {
        x: "to_as_of",
        y: (row: MigrationRates) => row.entered ?? 0,
        stroke: "var(--card)",
        strokeWidth: 5,
      }),
      Plot.lineY(rates, {
        x: "to_as_of",
        y: (row: MigrationRates) => row.entered ?? 0,
        stroke: accent,
        strokeWidth: 2,
      }),
      Plot.dot(rates.slice(-1), {
        x: "to_as_of",
        y: (row: MigrationRates) => row.entered ?? 0,
        fill: accent,
        r: 3,
      }),
      ...spread(ends, (most + least) / 11).map(({ key, colour, y, count }) =>
        Plot.text(
          [
            message(`migration.end_${key as "moved_up" | "moved_down" | "entered"}`, {
              count: formatCustomers(count),
            }),
          ],
          {
            y: [y],
            text: (text: string) => text,
            frameAnchor: "right",
            textAnchor: "start",
            dx: 8,
            fill: colour,
            fontWeight: 600,
          },
        ),
      ),
    ],
  });
}

interface End {
  key: string;
  colour: string;
  y: number;
  count: number | null;
}

// Names of lines that end close together are moved apart, the higher one up.
function spread(ends: readonly End[], gap: number): End[] {
  const sorted = [...ends].sort((a, b) => b.y - a.y);
  for (let index = sorted.length - 2; index >= 0; --index) {
    const [upper, lower] = [sorted[index], sorted[index + 1]];
    if (upper && lower && upper.y - lower.y < gap) sorted[index] = { ...upper, y: lower.y + gap };
  }
  return sorted;
}
