import { languageTag } from "../messages/index.js";
import { about } from "./about.js";
import type { Column } from "./data_table.js";
import { formatChange, formatMoney, formatMonth, formatShare } from "./format.js";

const PERCENT = "0.0%";

/** Whether a column holds amounts in the reporting currency. */
export function isMoney(column: Column<unknown>): boolean {
  return column.format === formatMoney;
}

/** How a spreadsheet shows a column, in its own notation, so that it reads as on the page. */
export function cellFormat(column: Column<unknown>, values: readonly unknown[]): string | undefined {
  const told = new Map<unknown, () => string>([
    [formatShare, () => PERCENT],
    [formatChange, () => PERCENT],
    [formatMoney, moneyFormat],
    [formatMonth, () => "yyyy-mm"],
  ]).get(column.format);
  if (told) return told();
  if (values.some((value) => value instanceof Date)) return "yyyy-mm-dd";
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0) return undefined;
  return numbers.every(Number.isInteger) ? "#,##0" : "#,##0.00";
}

function moneyFormat(): string {
  const { currency } = about();
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const format = new Intl.NumberFormat(languageTag, style);
  const symbol = format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const space = /\p{Letter}$/u.test(symbol) ? " " : "";
  return `[$${symbol}]${space}#,##0${digits > 0 ? `.${"0".repeat(digits)}` : ""}`;
}
