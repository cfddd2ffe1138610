import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { type Choice, segmented } from "./controls.js";
import { type TableData, tableOf } from "./data_table.js";
import { formatCustomers, formatDay, formatShort } from "./format.js";
import { monthTicks } from "./month_tick.js";
import type { ColourModel } from "./palette.js";
import { quietInk, rule } from "./palette.js";
import {
  colourOfReason,
  type MonthReason,
  type MoveDirection,
  REASONS,
  reasonsAt,
  reasonWords,
} from "./reasons.js";

/** Whose reasons are shown: of the moves down, unless chosen otherwise; sideways where tiers share a level. */
export function directionControl(rows: readonly MonthReason[], model: ColourModel): Choice {
  const isStage = model === "lifecycle_stage";
  const hasSideways = rows.some(({ direction }) => direction === "sideways");
  const directions: readonly MoveDirection[] = hasSideways ? ["down", "up", "sideways"] : ["down", "up"];
  return segmented({
    name: "why",
    label: message("migration.direction"),
    options: directions.map((key) => [key, label(isStage ? "stage_direction" : "direction", key)]),
  });
}

/** What made customers move since the snapshot before, in a sentence. */
export function reasonsFinding(
  rows: readonly MonthReason[],
  { model, direction, day }: { model: ColourModel; direction: MoveDirection; day: Date },
): string {
  const reasons = reasonWords(reasonsAt(rows, direction, day));
  if (!reasons) return message("migration.reasons_plain");
  const section = model === "lifecycle_stage" ? "stage_direction_said" : "direction_said";
  return message("migration.reasons_finding", { direction: label(section, direction), reasons });
}

/** Customers who moved in a direction since the snapshot before, by reason, at every snapshot. */
export function reasonsOverTime(
  rows: readonly MonthReason[],
  { width, direction, days }: { width: number; direction: MoveDirection; days: readonly Date[] },
): Element {
  const isNarrow = width < 560;
  const shown = rows.filter((row) => row.direction === direction);
  return Plot.plot({
    width,
    height: isNarrow ? 260 : 300,
    marginLeft: 44,
    marginRight: 4,
    marginTop: 12,
    marginBottom: 34,
    x: { type: "band", domain: [...days], padding: 0.25 },
    y: { label: null },
    color: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 5, stroke: rule, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: formatShort, color: quietInk }),
      Plot.axisX({ tickFormat: monthTicks(days, isNarrow), tickSize: 0, color: quietInk, label: null }),
      Plot.barY(shown, {
        x: "to_as_of",
        y: (row: MonthReason) => row.customers ?? 0,
        fill: (row: MonthReason) => colourOfReason(row.reason),
        order: (row: MonthReason) => REASONS.indexOf(row.reason),
        title: (row: MonthReason) =>
          `${formatDay(row.to_as_of)} · ${label("move_reason", row.reason)}: ${formatCustomers(row.customers)}`,
      }),
      Plot.ruleY([0], { stroke: "var(--rule-strong)" }),
    ],
  });
}

export function reasonsTable(rows: readonly MonthReason[], model: ColourModel): TableData {
  const section = model === "lifecycle_stage" ? "stage_direction" : "direction";
  const newest = [...rows].sort((a, b) => +b.to_as_of - +a.to_as_of);
  return tableOf(newest, [
    { name: "from_as_of", label: message("migration.from"), value: (row) => row.from_as_of },
    { name: "to_as_of", label: message("migration.to"), value: (row) => row.to_as_of },
    {
      name: "direction",
      label: message("migration.direction"),
      value: (row) => label(section, row.direction),
    },
    { name: "reason", label: message("migration.reason"), value: (row) => label("move_reason", row.reason) },
    {
      name: "customers",
      label: label("measure", "customers"),
      value: (row) => row.customers,
      format: formatCustomers as (value: number | null) => string,
    },
  ]);
}
