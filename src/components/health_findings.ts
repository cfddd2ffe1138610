import { label, message } from "../messages/index.js";
import type { ColumnFill } from "./completeness_bars.js";
import type { SourceDays } from "./coverage_chart.js";
import { formatDay, formatList, formatShare } from "./format.js";

/** What was read from a source table, as `marts.source_health` has it. */
export interface SourceHealth {
  source: string;
  rows_read: number;
  rows_accepted: number;
  rows_rejected: number;
  first_day: Date | null;
  last_day: Date | null;
}

/** Why rows were rejected, as `marts.rejections` has it. */
export interface Rejection {
  source: string;
  reason: string;
  rows_rejected: number;
}

/** What a check found. */
export interface CheckResult {
  check: string;
  says: string;
  failing_rows: number;
  is_warning: boolean;
}

/** Rows over all sources. */
export function totals(sources: readonly SourceHealth[]) {
  const sum = (value: (source: SourceHealth) => number) =>
    sources.reduce((all, each) => all + value(each), 0);
  return {
    read: sum(({ rows_read }) => rows_read),
    accepted: sum(({ rows_accepted }) => rows_accepted),
    rejected: sum(({ rows_rejected }) => rows_rejected),
    mapped: sources.filter(({ rows_read }) => rows_read > 0).length,
  };
}

/** How many of the rows read were accepted. */
export function sourcesFinding(sources: readonly SourceHealth[]): string {
  const { read, accepted, rejected } = totals(sources);
  if (rejected === 0) return message("health.all_accepted", { count: read });
  return message("health.most_accepted", { share: formatShare(accepted / read, 2), rows: read });
}

/** The sources that the mapping leaves empty, if any. */
export function unmappedNote(sources: readonly SourceHealth[]): string | undefined {
  const names = sources
    .filter(({ rows_read }) => rows_read === 0)
    .map(({ source }) => label("source", source));
  return names.length > 0 ? message("health.unmapped_note", { sources: formatList(names) }) : undefined;
}

/** The most frequent reason. */
export function rejectionsFinding(rejections: readonly Rejection[]): string {
  const [worst] = [...rejections].sort((a, b) => b.rows_rejected - a.rows_rejected);
  if (!worst) return message("health.none_rejected");
  const rows = rejections.reduce((all, { rows_rejected }) => all + rows_rejected, 0);
  return message("health.rejections_finding", {
    reason: label("reason", worst.reason),
    count: worst.rows_rejected,
    rows,
  });
}

/** How many columns are full, and which of those in use is the emptiest. */
export function completenessFinding(fills: readonly ColumnFill[]): string {
  const full = fills.filter((fill) => fill.rows_filled === fill.rows_accepted);
  const used = fills.filter(({ rows_filled }) => rows_filled > 0);
  const share = (fill: ColumnFill) => fill.rows_filled / fill.rows_accepted;
  const [emptiest] = [...used].sort((a, b) => share(a) - share(b));
  if (!emptiest || full.length === used.length)
    return message("health.all_full", { used: used.length, columns: fills.length });
  return message("health.completeness_finding", {
    full: full.length,
    columns: fills.length,
    column: label("column", emptiest.column_name),
    source: label("source", emptiest.source),
    share: formatShare(share(emptiest)),
  });
}

/** Which columns hold values that can't be read, the most first; else what an empty bar means. */
export function unreadableNote(fills: readonly ColumnFill[]): string {
  const columns = fills
    .filter(({ rows_unreadable }) => rows_unreadable > 0)
    .sort((a, b) => b.rows_unreadable - a.rows_unreadable)
    .map(({ source, column_name, rows_unreadable }) =>
      message("health.unreadable_column", {
        column: label("column", column_name),
        source: label("source", source),
        count: rows_unreadable,
      }),
    );
  if (columns.length === 0) return message("health.completeness_note");
  return message("health.unreadable_note", { columns: formatList(columns) });
}

/** From when to when the orders run. */
export function coverageFinding(sources: readonly SourceDays[]): string {
  const orders = sources.find(({ source }) => source === "orders");
  if (!orders) return message("health.coverage_nothing");
  if (orders.first_day.getTime() === orders.last_day.getTime())
    return message("health.coverage_one_day", { day: formatDay(orders.first_day) });
  return message("health.coverage_finding", {
    first: formatDay(orders.first_day),
    last: formatDay(orders.last_day),
  });
}

/** The sources that end more than a month before the orders do. */
export function staleNote(sources: readonly SourceDays[], as_of: Date): string | undefined {
  const stale = sources
    .map(({ source, last_day }) => ({ source, days: (as_of.getTime() - last_day.getTime()) / 86_400_000 }))
    .filter(({ days }) => days > 31)
    .map(({ source, days }) =>
      message("health.ends_before", { source: label("source", source), count: days }),
    );
  return stale.length > 0 ? message("health.stale_note", { sources: formatList(stale) }) : undefined;
}

/** How many checks hold. */
export function checksFinding(checks: readonly CheckResult[]): string {
  const failing = checks.filter(({ failing_rows }) => failing_rows > 0);
  if (failing.length === 0) return message("health.all_checks", { count: checks.length });
  return message("health.some_checks", { count: failing.length, checks: checks.length });
}
