import { label, message } from "../messages/index.js";
import { type TableData, tableOf } from "./data_table.js";
import { formatChange, formatCustomers, formatMoney, formatShare } from "./format.js";
import { type MigrationRates, sharesOf, type TierSize } from "./migration_pair.js";
import type { TierPath } from "./migration_sankey.js";
import type { ColourModel } from "./palette.js";
import { REASONS, type ReasonShares } from "./reasons.js";
import type { TierFlow } from "./tier_moves.js";
import type { ValueGrowth } from "./value_growth.js";

const money = formatMoney as (value: number | null) => string;
const share = formatShare as (value: number | null) => string;
const customersColumn = {
  name: "customers",
  label: label("measure", "customers"),
  value: (row: { customers: number | null }) => row.customers,
  format: formatCustomers as (value: number | null) => string,
};

export interface MatrixTableOptions {
  model: ColourModel;
  before: ReadonlyMap<string, TierSize>;
  entered: number | null | undefined;
  /** Adds the shares of the reasons of each move. */
  reasonsOf?: ((from: string, to: string) => ReasonShares) | undefined;
}

export function matrixTable(
  flows: readonly TierFlow[],
  { model, before, entered, reasonsOf }: MatrixTableOptions,
): TableData {
  const total = (from: string) => (from === "entered" ? entered : before.get(from)?.customers);
  return tableOf(flows, [
    { name: "from_tier", label: message("migration.from_tier"), value: (row) => label(model, row.from_tier) },
    { name: "to_tier", label: message("migration.to_tier"), value: (row) => label(model, row.to_tier) },
    customersColumn,
    {
      name: "share_of_row",
      label: label("measure", "share_of_row"),
      value: (row) => {
        const all = total(row.from_tier);
        return row.customers === null || !all ? null : row.customers / all;
      },
      format: share,
    },
    {
      name: "revenue_before",
      label: message("migration.revenue_before"),
      value: (row) => row.revenue_before,
      format: money,
    },
    {
      name: "revenue_after",
      label: message("migration.revenue_after"),
      value: (row) => row.revenue_after,
      format: money,
    },
    ...(reasonsOf
      ? REASONS.map((reason) => ({
          name: reason,
          label: label("move_reason", reason),
          value: (row: TierFlow) => {
            const shares = reasonsOf(row.from_tier, row.to_tier);
            if (shares.length === 0) return null;
            return shares.find((each) => each.reason === reason)?.share ?? 0;
          },
          format: share,
        }))
      : []),
  ]);
}

export function pathsTable(rows: readonly TierPath[], model: ColourModel, days: readonly Date[]): TableData {
  return tableOf(rows, [
    { name: "from_day", label: message("migration.from"), value: (row) => days[row.stop] },
    { name: "to_day", label: message("migration.to"), value: (row) => days[row.stop + 1] },
    {
      name: "origin_tier",
      label: message("migration.origin_tier"),
      value: (row) => label(model, row.origin_tier),
    },
    {
      name: "from_tier",
      label: message("migration.from_tier"),
      value: (row) => label(model, row.from_tier),
    },
    { name: "to_tier", label: message("migration.to_tier"), value: (row) => label(model, row.to_tier) },
    customersColumn,
  ]);
}

export function ratesTable(rates: readonly MigrationRates[]): TableData {
  const count = (name: "present" | "moved_up" | "moved_down" | "entered") => ({
    name,
    label: message(`migration.${name}`),
    value: (row: MigrationRates) => row[name],
    format: formatCustomers as (value: number | null) => string,
  });
  const rate = (name: "migration" | "upgrade" | "downgrade") => ({
    name: `${name}_rate`,
    label: message(`migration.${name}_rate`),
    value: (row: MigrationRates) => sharesOf(row)[name],
    format: share,
  });
  return tableOf([...rates].reverse(), [
    { name: "from_as_of", label: message("migration.from"), value: (row) => row.from_as_of },
    { name: "to_as_of", label: message("migration.to"), value: (row) => row.to_as_of },
    count("present"),
    count("moved_up"),
    count("moved_down"),
    count("entered"),
    rate("migration"),
    rate("upgrade"),
    rate("downgrade"),
  ]);
}

export function growthTable(rows: readonly ValueGrowth[], model: ColourModel): TableData {
  return tableOf(rows, [
    { name: "tier", label: label("model", model), value: (row) => label(model, row.tier) },
    {
      name: "revenue_before",
      label: message("migration.revenue_before"),
      value: (row) => row.revenue_before,
      format: money,
    },
    {
      name: "revenue_after",
      label: message("migration.revenue_after"),
      value: (row) => row.revenue_after,
      format: money,
    },
    {
      name: "growth",
      label: message("migration.growth"),
      value: (row) => row.growth,
      format: formatChange as (value: number | null) => string,
    },
  ]);
}
