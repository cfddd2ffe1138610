import { toggle } from "./card_actions.js";
import { dataTable, type TableData } from "./data_table.js";
import { element } from "./element.js";
import { markIfLinked } from "./linked_card.js";
import { responsive } from "./responsive.js";
import { sqlPanel } from "./sql_panel.js";
import { takeAway } from "./take_away.js";

export interface FrameOptions {
  /** Names the card in links (`#name`) and its files; unique on the page. */
  name: string;
  /** The finding, a short sentence. */
  title: string;
  /** What is measured, with its unit and period. */
  subtitle?: string;
  /** Draws the chart at a width in pixels; called again when that changes. */
  chart: (width: number) => Node;
  /** The data behind it. */
  table: TableData;
  /** The marts it is made from: `marts.rfm_grid`. */
  sql: string | readonly string[];
  /** Colours and their names, above the chart. */
  legend?: Node;
  /** Controls that change this chart only. */
  controls?: Node;
  /** Words under the chart. */
  note?: string;
  /** Whether something in the chart can be clicked; otherwise it is one picture to a screen reader. */
  isInteractive?: boolean;
  /** Further class names, such as `wide`. */
  className?: string;
}

/** The one frame that every chart sits in: finding, what is measured, chart, its table, its SQL and what can be taken. */
export function frame(options: FrameOptions): HTMLElement {
  const {
    name,
    title,
    subtitle,
    chart,
    table,
    legend,
    controls,
    note,
    isInteractive,
    className = "",
  } = options;
  const marts = typeof options.sql === "string" ? [options.sql] : options.sql;
  const prerendered = document.querySelector(`observablehq-loading #${name} .chart`);
  const picture = responsive(chart, prerendered?.clientHeight);
  picture.setAttribute("role", isInteractive ? "group" : "img");
  picture.setAttribute("aria-label", subtitle ? `${title} – ${subtitle}` : title);
  const tableSlot = element("div", {
    class: "panel",
    id: `${name}-table`,
    hidden: true,
  });
  const sqlSlot = element("div", {
    class: "panel",
    id: `${name}-sql`,
    hidden: true,
  });
  const card = element(
    "figure",
    { class: `card ${className}`.trim(), id: name },
    element("h2", {}, title),
    subtitle && element("p", { class: "subtitle" }, subtitle),
    controls,
    legend,
    picture,
    note && element("p", { class: "note" }, note),
    element(
      "div",
      { class: "actions" },
      toggle(tableSlot, "table", title, () => dataTable(table, title)),
      toggle(sqlSlot, "sql", title, () => sqlPanel(marts)),
      ...takeAway({ name, title, subtitle, table, marts }),
    ),
    tableSlot,
    sqlSlot,
  );
  markIfLinked(card);
  return card;
}
