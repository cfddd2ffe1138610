import { message } from "../messages/index.js";
import { about } from "./about.js";
import { button, toggle } from "./card_actions.js";
import { dataTable, type TableData, tableCsv } from "./data_table.js";
import { element } from "./element.js";
import { isoDay } from "./format.js";
import { saveFile } from "./save_file.js";
import { sqlPanel } from "./sql_panel.js";

export interface TableCardOptions {
  /** Names the card in links (`#name`) and its file; unique on the page. */
  name: string;
  /** The finding, a short sentence. */
  title: string;
  subtitle?: string;
  table: TableData;
  /** The marts it is made from, if a mart it is. */
  sql?: string;
  controls?: Node;
  note?: string;
}

/** The frame of what reads best as a table: the same card as a chart's, with its CSV and its SQL. */
export function tableCard({
  name,
  title,
  subtitle,
  table,
  sql,
  controls,
  note,
}: TableCardOptions): HTMLElement {
  const slot = element("div", { class: "panel", id: `${name}-sql`, hidden: true });
  return element(
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
      button(message("shell.save_csv"), message("shell.save_csv_hint", { title }), () =>
        saveFile(`${name}_${isoDay(about().as_of)}.csv`, "text/csv;charset=utf-8", tableCsv(table)),
      ),
      sql && toggle(slot, "sql", title, () => sqlPanel([sql])),
    ),
    slot,
  );
}
