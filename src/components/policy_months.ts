import * as Plot from "@observablehq/plot";
import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { formatCount, formatCustomers, formatDay, formatMoney, formatShort, sentences } from "./format.js";
import { monthTicks } from "./month_tick.js";
import { accent, down, quietInk, rule, up } from "./palette.js";

/** A row of marts.tier_policy_months. What is about too few customers is null. */
export interface PolicyMonth {
  as_of: Date;
  is_partial: boolean;
  /** Customers whose awarded tier is better than the calculated one, and those for whom it is lower. */
  kept: number | null;
  waiting: number | null;
  flip_flops_avoided: number | null;
  /** What a month's benefits cost more than those of the calculated tiers; null where the policy does not say. */
  benefit_cost: number | null;
}

const YEAR = 12;

/** What the policy did in the last twelve months. */
export function policyFinding(months: readonly PolicyMonth[]): string {
  const last = months.at(-1);
  const avoided = avoidedInYear(months);
  const words = { kept: formatCustomers(last?.kept), avoided: formatCount(avoided) };
  return message(avoided > 0 ? "report.policy_finding" : "report.policy_finding_none", words);
}

/** What keeping customers in their tier cost or saved in the last twelve months, if benefits are told. */
export function policyNote(months: readonly PolicyMonth[]): string {
  const year = months.slice(-YEAR).map(({ benefit_cost }) => benefit_cost);
  const told = year.filter((cost) => cost !== null);
  const what = message("report.policy_note");
  if (told.length === 0) return sentences(what, message("report.policy_cost_untold"));
  const cost = told.reduce((sum, each) => sum + each, 0);
  const key = cost < 0 ? "report.policy_saved" : "report.policy_cost";
  return sentences(what, message(key, { cost: formatMoney(Math.abs(cost)) }));
}

/** Hidden months count as nothing. */
function avoidedInYear(months: readonly PolicyMonth[]): number {
  return months.slice(-YEAR).reduce((sum, { flip_flops_avoided }) => sum + (flip_flops_avoided ?? 0), 0);
}

export function policyLegend(): HTMLElement {
  const entries = [
    [up, "report.policy_kept"],
    [down, "report.policy_waiting"],
    [accent, "report.policy_avoided"],
  ] as const;
  return element(
    "ul",
    { class: "legend" },
    ...entries.map(([colour, key]) =>
      element("li", {}, element("i", { style: `background: ${colour}` }), message(key)),
    ),
  );
}

/** Customers kept in a better tier (above the line) or waiting for one (below) at each snapshot; dots: flip-flops avoided. */
export function policyOverTime(months: readonly PolicyMonth[], { width }: { width: number }): Element {
  const isNarrow = width < 560;
  const days = months.map(({ as_of }) => as_of);
  const most = Math.max(1, ...months.flatMap((row) => [row.kept ?? 0, row.flip_flops_avoided ?? 0]));
  const least = Math.max(0, ...months.map((row) => row.waiting ?? 0));
  const bar = (value: (row: PolicyMonth) => number, fill: string) =>
    Plot.barY(months, {
      x: "as_of",
      y: value,
      fill,
      fillOpacity: (row: PolicyMonth) => (row.is_partial ? 0.45 : 0.85),
      title: describe,
    });
  return Plot.plot({
    width,
    height: isNarrow ? 240 : 280,
    marginLeft: 44,
    marginRight: 4,
    marginTop: 12,
    marginBottom: 34,
    x: { type: "band", domain: days, padding: 0.25 },
    y: { domain: [-least * 1.05, most * 1.05], label: null },
    marks: [
      Plot.gridY({ ticks: 5, stroke: rule, strokeOpacity: 1 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        label: null,
        tickFormat: (value: number) => formatShort(Math.abs(value)),
        color: quietInk,
      }),
      Plot.axisX({ tickFormat: monthTicks(days, isNarrow), tickSize: 0, color: quietInk, label: null }),
      bar((row) => row.kept ?? 0, up),
      bar((row) => -(row.waiting ?? 0), down),
      Plot.ruleY([0], { stroke: "var(--rule-strong)" }),
      Plot.dot(months, {
        x: "as_of",
        y: (row: PolicyMonth) => row.flip_flops_avoided ?? 0,
        fill: accent,
        stroke: "var(--card)",
        strokeWidth: 1.5,
        r: isNarrow ? 3 : 4.5,
        title: describe,
      }),
    ],
  });
}

function describe(row: PolicyMonth): string {
  return [
    formatDay(row.as_of),
    `${message("report.policy_kept")}: ${formatCustomers(row.kept)}`,
    `${message("report.policy_waiting")}: ${formatCustomers(row.waiting)}`,
    `${message("report.policy_avoided")}: ${formatCustomers(row.flip_flops_avoided)}`,
  ].join("\n");
}

export function policyTable(months: readonly PolicyMonth[]): TableData {
  const format = formatCustomers as (value: number | null) => string;
  return tableOf([...months].reverse(), [
    { name: "as_of", label: label("measure", "day"), value: (row) => row.as_of },
    { name: "kept", label: message("report.policy_kept"), value: (row) => row.kept, format },
    { name: "waiting", label: message("report.policy_waiting"), value: (row) => row.waiting, format },
    {
      name: "flip_flops_avoided",
      label: message("report.policy_avoided"),
      value: (row) => row.flip_flops_avoided,
      format,
    },
    {
      name: "benefit_cost",
      label: message("report.policy_benefit_cost"),
      value: (row) => row.benefit_cost,
      format: formatMoney as (value: number | null) => string,
    },
  ]);
}
