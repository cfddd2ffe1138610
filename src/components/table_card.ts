import { toggle } from "./card_actions.js";
import { dataTable, type TableData } from "./data_table.js";
import { element } from "./element.js";
import { markIfLinked } from "./linked_card.js";
import { sqlPanel } from "./sql_panel.js";
import { takeAway } from "./take_away.js";

export interface TableCardOptions {
  /** Names the card in links (`#name`) and its file; unique on the page. */
  name: string;
  /** The finding, a short sentence. */
  title: string;
  subtitle?: string;
  table: TableData;
  /** The marts it is made from, if a mart it is. */
  sql?: string | readonly string[];
  controls?: Node;
  note?: string;
}

/** The frame of what reads best as a table: the same card as a chart's, with its SQL and what can be taken. */
export function tableCard({
  name,
  title,
  subtitle,
  table,
  sql,
  controls,
  note,
}: TableCardOptions): HTMLElement {
  const marts = typeof sql === "string" ? [sql] : (sql ?? []);
  const slot = element("div", { class: "panel", id: `${name}-sql`, hidden: true });
  const card = element(
    "section",
    { class: "card", id: name, "aria-label": title },
    element("h2", {}, title),
    subtitle && element("p", { class: "subtitle" }, subtitle),
    controls,
    dataTable(table, title),
    note && element("p", { class: "note" }, note),
    element(
      "div",
      { class: "actions" },
      marts.length > 0 && toggle(slot, "sql", title, () => sqlPanel(marts)),
      ...takeAway({ name, title, subtitle, table, marts }),
    ),
    slot,
  );
  markIfLinked(card);
  return card;
}
