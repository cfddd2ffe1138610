import { type LabelSection, label, message } from "../messages/index.js";
import type { Catalog, CatalogThreshold } from "./catalog.js";
import { dataTable, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { formatDay, formatNumber, formatShare } from "./format.js";

/** Columns that hold keys of the data, and the section that names them. */
const KEYS: Readonly<Record<string, LabelSection>> = {
  tier: "score_tier",
  level: "pyramid_level",
  segment: "segment",
  preset: "preset",
  definition: "preset",
  measure: "measure",
  method: "method",
  scale: "scale",
};

const SHARES = new Set(["most_rejected_share", "growth_rate", "customer_share"]);

/** Where on the page each threshold file is shown; a file that a company added comes after all. */
const PLACED = new Set([
  "calendar",
  "fiscal_year",
  "order_statuses",
  "rfm_cuts",
  "score_tiers",
  "tier_policy",
  "segment_preset",
  "segment_presets",
  "segments",
  "pyramid",
  "pyramid_levels",
  "lifecycle_limits",
  "revenue_at_risk",
  "privacy",
]);

/** The tables of some threshold files, as far as the warehouse has them. */
export function thresholds({ thresholds }: Pick<Catalog, "thresholds">, ...names: string[]): HTMLElement {
  const found = names.flatMap((name) => thresholds.filter((each) => each.name === `thresholds.${name}`));
  return element("div", {}, ...found.map(thresholdTable));
}

/** Those that no section of the page shows. */
export function otherThresholds({ thresholds }: Pick<Catalog, "thresholds">): HTMLElement {
  const others = thresholds.filter(({ name }) => !PLACED.has(name.replace("thresholds.", "")));
  return element(
    "div",
    {},
    others.length > 0 && element("h3", {}, message("methods.others")),
    ...others.map(thresholdTable),
  );
}

/** One decision of the business: its rows in force, and the file that holds them. One row reads as a list of settings. */
function thresholdTable({ name, file, columns, rows }: CatalogThreshold): HTMLElement {
  const title = label("threshold", name.replace("thresholds.", ""));
  const cells = rows.map((row) => new Map(columns.map((column, index) => [column, row[index]])));
  const shown = columns.filter((column) => column !== "source" && column !== "note");
  const only = cells.length === 1 ? cells[0] : undefined;
  const table = only
    ? tableOf(shown, [
        { name: "setting", label: message("methods.setting"), value: (column) => nameOf(column) },
        {
          name: "value",
          label: message("methods.value"),
          value: (column) => words(column, only.get(column)),
        },
      ])
    : tableOf(
        cells,
        shown.map((column) => ({
          name: column,
          label: nameOf(column),
          value: (row: Map<string, unknown>) => words(column, row.get(column)),
        })),
      );
  return element(
    "details",
    { class: "threshold", id: name, open: rows.length <= 12 },
    element("summary", {}, element("span", {}, title), " ", element("code", {}, file)),
    shown.length === 1 && !only ? inline(rows.map(([value]) => String(value))) : dataTable(table, title),
  );
}

/** A list of single words in a row. */
function inline(values: readonly string[]): HTMLElement {
  return element("p", { class: "codes" }, ...values.flatMap((value) => [element("code", {}, value), " "]));
}

/** What people call a column of the thresholds; one that the company added is shown as it is. */
function nameOf(column: string): string {
  return label("threshold_column", column);
}

/** A value as a person reads it. Numbers come as text where the warehouse counts exactly. */
function words(column: string, value: unknown): string {
  if (value === null || value === undefined) return message("methods.unset");
  if (typeof value === "boolean") return message(value ? "methods.yes" : "methods.no");
  const text = String(value);
  const section = KEYS[column];
  if (section) return label(section, text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDay(new Date(text));
  if (text === "" || Number.isNaN(Number(text))) return text;
  if (SHARES.has(column) || (column === "cut_at" && Number(text) < 1)) return formatShare(Number(text));
  return formatNumber(Number(text), 4);
}
