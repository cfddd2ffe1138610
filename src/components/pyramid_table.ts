import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { shareOf } from "./figures.js";
import { formatMoney, formatShare } from "./format.js";
import type { PyramidLevel } from "./pyramid_levels.js";
import { formatCustomersShort } from "./rfm_words.js";

const column = {
  day: { name: "as_of", label: label("measure", "day"), value: (row: PyramidLevel) => row.as_of },
  level: {
    name: "level",
    label: label("model", "pyramid_level"),
    value: (row: PyramidLevel) => label("pyramid_level", row.level),
  },
  at_least: {
    name: "at_least",
    label: message("pyramid.begins_at"),
    value: (row: PyramidLevel) => row.at_least,
    format: formatMoney,
  },
  customers: {
    name: "customers",
    label: label("measure", "customers"),
    value: (row: PyramidLevel) => row.customers,
    format: formatCustomersShort,
  },
  customer_share: {
    name: "customer_share",
    label: label("measure", "share_of_customers"),
    value: (row: PyramidLevel) => row.customer_share,
    format: formatShare,
  },
  revenue: {
    name: "revenue",
    label: label("measure", "revenue"),
    value: (row: PyramidLevel) => row.revenue,
    format: formatMoney,
  },
  revenue_share: {
    name: "revenue_share",
    label: label("measure", "share_of_revenue"),
    value: (row: PyramidLevel) => row.revenue_share,
    format: formatShare,
  },
  mean_value: {
    name: "mean_value",
    label: label("measure", "mean_value"),
    value: (row: PyramidLevel) => shareOf(row.revenue, row.customers),
    format: formatMoney,
  },
};

/** Sizes and values of the levels at one snapshot. */
export function levelTable(levels: readonly PyramidLevel[]): TableData {
  const { level, at_least, customers, customer_share, revenue, revenue_share, mean_value } = column;
  return tableOf(levels, [level, customers, customer_share, at_least, revenue, revenue_share, mean_value]);
}

/** The same at every snapshot. */
export function levelsTable(levels: readonly PyramidLevel[]): TableData {
  const { day, level, at_least, customers, revenue, revenue_share } = column;
  return tableOf(levels, [day, level, customers, at_least, revenue, revenue_share]);
}
