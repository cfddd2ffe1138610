import writeExcelFile, { type Cell, type Sheet } from "write-excel-file/browser";
import { type MessageKey, message } from "../messages/index.js";
import { about } from "./about.js";
import { cellFormat, isMoney } from "./cell_format.js";
import type { Column } from "./data_table.js";
import { formatFew } from "./format.js";
import type { TakeAwayOptions } from "./take_away.js";

/** A card's data as an Excel file: a sheet of real numbers and days, and one that says what they are. */
export function workbookFile(card: TakeAwayOptions): Promise<Blob> {
  return writeExcelFile([dataSheet(card), aboutSheet(card)]).toBlob();
}

const QUIET = "#596072";
/** Of a column, in letters. */
const WIDEST = 48;

function dataSheet({ name, table: { columns, rows } }: TakeAwayOptions): Sheet<Blob> {
  const formats = columns.map((column) =>
    cellFormat(
      column,
      rows.map((row) => column.value(row)),
    ),
  );
  const cells = rows.map((row) => columns.map((column, index) => cellOf(column, row, formats[index])));
  return {
    sheet: name.slice(0, 31),
    data: [columns.map(({ label }) => head(label)), ...cells],
    columns: columns.map((column) => ({
      width: widthOf([column.label, ...rows.map((row) => textOf(column, row))]),
    })),
    stickyRowsCount: 1,
  };
}

function aboutSheet({ title, subtitle, marts, table: { columns, rows } }: TakeAwayOptions): Sheet<Blob> {
  const { as_of, currency, fewest } = about();
  const isHidden = columns.some((column) => rows.some((row) => isFew(column, row)));
  const lines: [MessageKey, Cell][] = [
    ["shell.sheet_title", title],
    ["shell.sheet_subtitle", subtitle],
    ["shell.sheet_as_of", { value: as_of, type: Date, format: "yyyy-mm-dd", align: "left" }],
    ["shell.sheet_currency", columns.some(isMoney) ? currency : undefined],
    ["shell.sheet_source", message("shell.product")],
    ["shell.sheet_relation", marts.join(", ")],
    ["shell.sheet_hidden", isHidden ? message("shell.few_hint", { limit: fewest }) : undefined],
  ];
  const told = lines.filter(([, value]) => value !== undefined && value !== "");
  return {
    sheet: message("shell.sheet_about"),
    data: told.map(([key, value]) => [head(message(key, { hidden: formatFew() })), value]),
    columns: [{ width: widthOf(told.map(([key]) => message(key))) }, { width: WIDEST }],
  };
}

function head(text: string): Cell {
  return { value: text, type: String, fontWeight: "bold" };
}

/** A text is written as a text, so that none that begins with "=" is run. */
function cellOf(column: Column<unknown>, row: unknown, format: string | undefined): Cell {
  const value = column.value(row);
  if (value instanceof Date) return { value, type: Date, format: format ?? "yyyy-mm-dd" };
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? { value, type: Number, ...(format && { format }) } : null;
    case "boolean":
      return { value, type: Boolean };
    case "string":
      return { value, type: String };
    default:
      return isFew(column, row)
        ? { value: formatFew(), type: String, align: "right", textColor: QUIET }
        : null;
  }
}

/** Whether the page says of the value that it is hidden. */
function isFew(column: Column<unknown>, row: unknown): boolean {
  return column.value(row) == null && textOf(column, row) === formatFew();
}

function textOf(column: Column<unknown>, row: unknown): string {
  const value = column.value(row);
  if (column.format) return column.format(value as never);
  return value instanceof Date ? "2025-12-31" : String(value ?? "");
}

/** In letters of a spreadsheet; a Chinese one is as wide as two. */
function widthOf(texts: readonly string[]): number {
  const widths = texts.map((text) => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0));
  return Math.min(WIDEST, Math.max(8, ...widths) + 2);
}
