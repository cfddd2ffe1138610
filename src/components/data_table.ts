import { toCsv } from "./csv.js";
import { element } from "./element.js";
import { formatCount, formatDay } from "./format.js";

export interface Column<Row> {
  /** The column's name in the CSV. */
  name: string;
  /** Its heading. */
  label: string;
  value: (row: Row) => string | number | boolean | Date | null | undefined;
  /** How a person reads the value; numbers are counts and dates days unless told. */
  format?: (value: never) => string;
  /** Whether it holds names of the code, the same in every language. */
  isCode?: boolean;
}

/** The data behind a chart: what its table shows and its CSV holds. */
export interface TableData<Row = unknown> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

/** Names the type of the rows once, so that the columns' functions know it. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): TableData {
  return { rows, columns } as TableData;
}

/** A table that scrolls in itself on a narrow screen; `caption` tells a screen reader what it is. */
export function dataTable({ columns, rows }: TableData, caption: string): HTMLElement {
  const numeric = columns.map((column) => rows.some((row) => typeof column.value(row) === "number"));
  const cell = (column: Column<unknown>, row: unknown, index: number) => {
    const text = column.isCode ? element("code", {}, display(column, row)) : display(column, row);
    return index === 0
      ? element("th", { scope: "row" }, text)
      : element("td", numeric[index] ? { class: "number" } : {}, text);
  };
  return element(
    "div",
    {
      class: "table-scroll",
      tabindex: 0,
      role: "region",
      "aria-label": caption,
    },
    element(
      "table",
      {},
      element("caption", { class: "visually-hidden" }, caption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          ...columns.map((column, index) =>
            element(
              "th",
              numeric[index] ? { scope: "col", class: "number" } : { scope: "col" },
              column.label,
            ),
          ),
        ),
      ),
      element(
        "tbody",
        {},
        ...rows.map((row) => element("tr", {}, ...columns.map((column, index) => cell(column, row, index)))),
      ),
    ),
  );
}

/** The same data as CSV, values as they are. */
export function tableCsv({ columns, rows }: TableData): string {
  return toCsv(
    columns.map((column) => column.name),
    rows.map((row) => columns.map((column) => column.value(row))),
  );
}

function display(column: Column<unknown>, row: unknown): string {
  const value = column.value(row);
  if (column.format) return column.format(value as never);
  if (value instanceof Date) return formatDay(value);
  return typeof value === "string" ? value : formatCount(value as number | null);
}
