import { message } from "../messages/index.js";
import { about } from "./about.js";
import { button, toggle } from "./card_actions.js";
import { dataTable, type TableData, tableCsv } from "./data_table.js";
import { element } from "./element.js";
import { isoDay } from "./format.js";
import { responsive } from "./responsive.js";
import { saveFile } from "./save_file.js";
import { savePicture } from "./save_picture.js";
import { sqlPanel } from "./sql_panel.js";

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
  /** Whether the chart is one drawing that can be saved as a picture; figures and words are not. */
  hasPicture?: boolean;
  /** Whether something in the chart can be clicked; otherwise it is one picture to a screen reader. */
  isInteractive?: boolean;
  /** Further class names, such as `wide`. */
  className?: string;
}

/** The one frame that every chart sits in: finding, what is measured, chart, and its table, CSV, picture and SQL. */
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
    hasPicture = true,
    className = "",
  } = options;
  const marts = typeof options.sql === "string" ? [options.sql] : options.sql;
  const file = `${name}_${isoDay(about().as_of)}`;
  const picture = responsive(chart);
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
  return element(
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
      button(message("shell.save_csv"), message("shell.save_csv_hint", { title }), () =>
        saveFile(`${file}.csv`, "text/csv;charset=utf-8", tableCsv(table)),
      ),
      hasPicture &&
        button(message("shell.save_picture"), message("shell.save_picture_hint", { title }), () =>
          savePicture(`${file}.svg`, picture, title, subtitle),
        ),
      toggle(sqlSlot, "sql", title, () => sqlPanel(marts)),
    ),
    tableSlot,
    sqlSlot,
  );
}
