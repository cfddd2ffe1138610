import { type LabelSection, label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { relativeChange } from "./figures.js";
import { formatChange, formatCount, formatMoney } from "./format.js";
import { type ColourModel, colourOf } from "./palette.js";
import type { WhatIfState } from "./what_if_state.js";

interface Live {
  node: HTMLElement;
  update: () => void;
}

/** Sizes, revenue and the cost of benefits per tier, under the settings in force and the reader's; best tier first. */
export function tierTable(state: WhatIfState, colours: ColourModel & LabelSection, title: string): Live {
  const { tiers } = state.model;
  const updates: (() => void)[] = [];
  const live = (read: () => string, className = "number") => {
    const cell = element("td", { class: className });
    updates.push(() => {
      cell.textContent = read();
    });
    return cell;
  };
  const pair = (before: () => number, after: () => number, format: (value: number) => string) => [
    live(() => format(before())),
    live(() => format(after())),
    live(() => changeText(before(), after()), "number change"),
  ];
  const rows = bestFirst(tiers).map((tier) => {
    const name = label(colours, tiers[tier] ?? "");
    const field = element("input", {
      type: "number",
      min: 0,
      step: "any",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-label": message("what_if.cost_of", { tier: name }),
    });
    field.addEventListener("input", () => {
      const cost = Number(field.value);
      if (Number.isFinite(cost) && cost >= 0) state.setCost(tier, cost);
    });
    updates.push(() => {
      const cost = state.costs[tier] ?? 0;
      if (Number(field.value) !== cost) field.value = cost > 0 ? String(cost) : "";
    });
    return element(
      "tr",
      {},
      element(
        "th",
        { scope: "row" },
        element("i", { class: "swatch", style: `background: ${colourOf(colours, tiers[tier] ?? "")}` }),
        name,
      ),
      ...pair(
        () => state.present.customers[tier] ?? 0,
        () => state.outcome.customers[tier] ?? 0,
        formatCount,
      ),
      ...pair(
        () => state.present.revenue[tier] ?? 0,
        () => state.outcome.revenue[tier] ?? 0,
        formatMoney,
      ),
      element("td", { class: "number" }, field),
      ...pair(
        () => (state.costs[tier] ?? 0) * (state.present.customers[tier] ?? 0),
        () => (state.costs[tier] ?? 0) * (state.outcome.customers[tier] ?? 0),
        formatMoney,
      ),
    );
  });
  const heads = ["now", "new", "change"] as const;
  const group = (text: string, span: number) =>
    element("th", { colspan: span, scope: "colgroup", class: "group" }, text);
  const table = element(
    "table",
    { class: "what-if-tiers" },
    element("caption", { class: "visually-hidden" }, title),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("td"),
        group(label("measure", "customers"), 3),
        group(label("measure", "revenue"), 3),
        group(message("what_if.benefits"), 4),
      ),
      element(
        "tr",
        {},
        element("th", { scope: "col" }, message("what_if.tier")),
        ...[0, 1, 2].flatMap((part) => [
          part === 2 &&
            element("th", { scope: "col", class: "number" }, message("what_if.cost_per_customer")),
          ...heads.map((head) =>
            element("th", { scope: "col", class: "number" }, message(`what_if.${head}`)),
          ),
        ]),
      ),
    ),
    element("tbody", {}, ...rows),
    element(
      "tfoot",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "row" }, message("shell.total")),
        element("td", { class: "number" }, formatCount(sum(state.present.customers))),
        live(() => formatCount(sum(state.outcome.customers))),
        element("td"),
        element("td", { class: "number" }, formatMoney(sum(state.present.revenue))),
        live(() => formatMoney(sum(state.outcome.revenue))),
        element("td"),
        element("td"),
        ...pair(
          () => costOf(state, state.present.customers),
          () => costOf(state, state.outcome.customers),
          formatMoney,
        ),
      ),
    ),
  );
  return {
    node: element("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": title }, table),
    update: () => {
      for (const update of updates) update();
    },
  };
}

/** The same as data: values as they are when it is asked for. */
export function tierRows(state: WhatIfState, colours: LabelSection): TableData {
  const { tiers } = state.model;
  const column = (name: string, text: string, value: (tier: number) => number, format = formatCount) => ({
    name,
    label: text,
    value,
    format,
  });
  const customers = label("measure", "customers");
  const revenue = label("measure", "revenue");
  const head = (text: string, when: "now" | "new") => `${text}, ${message(`what_if.${when}`)}`;
  return tableOf(bestFirst(tiers), [
    {
      name: "tier",
      label: message("what_if.tier"),
      value: (tier: number) => tiers[tier] ?? "",
      format: (key: never) => label(colours, key),
    },
    column("customers_now", head(customers, "now"), (tier) => state.present.customers[tier] ?? 0),
    column("customers_new", head(customers, "new"), (tier) => state.outcome.customers[tier] ?? 0),
    column("revenue_now", head(revenue, "now"), (tier) => state.present.revenue[tier] ?? 0, formatMoney),
    column("revenue_new", head(revenue, "new"), (tier) => state.outcome.revenue[tier] ?? 0, formatMoney),
    column(
      "cost_per_customer",
      message("what_if.cost_per_customer"),
      (tier) => state.costs[tier] ?? 0,
      formatMoney,
    ),
  ]);
}

/** What the benefits of all tiers cost. */
export function costOf({ costs }: Pick<WhatIfState, "costs">, customers: readonly number[]): number {
  return customers.reduce((total, count, tier) => total + count * (costs[tier] ?? 0), 0);
}

/** Places of tiers that are lowest first, the best first. */
export function bestFirst(tiers: readonly string[]): number[] {
  return tiers.map((_, index) => tiers.length - 1 - index);
}

function changeText(before: number, after: number): string {
  if (after === before) return "";
  const change = relativeChange(after, before);
  return change === null ? message("what_if.from_nothing") : formatChange(change);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
