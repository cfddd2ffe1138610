import { label, message } from "../messages/index.js";
import type { ColumnFill } from "./completeness_bars.js";
import type { SourceDays } from "./coverage_chart.js";
import { type TableData, tableOf } from "./data_table.js";
import { formatShare } from "./format.js";
import type { Rejection, SourceHealth } from "./health_findings.js";

/** The fills of those sources that hold rows, in the contract's order. */
export function ofMapped(fills: readonly ColumnFill[], sources: readonly SourceHealth[]): ColumnFill[] {
  return sources.flatMap(({ source }) =>
    fills.filter((fill) => fill.source === source).sort((a, b) => a.place - b.place),
  );
}

const sourceColumn = {
  name: "source",
  label: message("health.source"),
  value: ({ source }: { source: string }) => label("source", source),
};

export function sourceTable(sources: readonly SourceHealth[]): TableData {
  return tableOf(sources, [
    sourceColumn,
    { name: "rows_read", label: message("health.rows_read"), value: (row) => row.rows_read },
    { name: "rows_accepted", label: message("health.rows_accepted"), value: (row) => row.rows_accepted },
    { name: "rows_rejected", label: message("health.rows_rejected"), value: (row) => row.rows_rejected },
    { name: "first_day", label: message("health.first_day"), value: (row) => row.first_day },
    { name: "last_day", label: message("health.last_day"), value: (row) => row.last_day },
  ]);
}

export function rejectionTable(rejections: readonly Rejection[]): TableData {
  return tableOf(rejections, [
    sourceColumn,
    { name: "reason", label: message("health.reason"), value: (row) => label("reason", row.reason) },
    { name: "rows_rejected", label: message("health.rows_rejected"), value: (row) => row.rows_rejected },
  ]);
}

export function completenessTable(fills: readonly ColumnFill[]): TableData {
  return tableOf(fills, [
    sourceColumn,
    { name: "column", label: message("health.column"), value: (row) => label("column", row.column_name) },
    {
      name: "column_name",
      label: message("health.column_id"),
      value: (row) => row.column_name,
      isCode: true,
    },
    {
      name: "is_required",
      label: message("health.required"),
      value: (row) => row.is_required,
      format: (isRequired: boolean) => (isRequired ? "✓" : ""),
    },
    { name: "rows_accepted", label: message("health.rows_accepted"), value: (row) => row.rows_accepted },
    { name: "rows_filled", label: message("health.filled"), value: (row) => row.rows_filled },
    { name: "rows_unreadable", label: message("health.unreadable"), value: (row) => row.rows_unreadable },
    {
      name: "filled_share",
      label: message("health.share"),
      value: (row) => (row.rows_accepted > 0 ? row.rows_filled / row.rows_accepted : null),
      format: formatShare as (value: number | null) => string,
    },
  ]);
}

export function coverageTable(sources: readonly SourceDays[]): TableData {
  return tableOf(sources, [
    sourceColumn,
    { name: "first_day", label: message("health.first_day"), value: (row) => row.first_day },
    { name: "last_day", label: message("health.last_day"), value: (row) => row.last_day },
  ]);
}
