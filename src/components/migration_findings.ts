import { label, message } from "../messages/index.js";
import { formatChange, formatCustomers, formatDay, formatMoney, formatShare } from "./format.js";
import { type MigrationRates, sharesOf } from "./migration_pair.js";
import type { TierPath } from "./migration_sankey.js";
import type { ColourModel } from "./palette.js";
import { type PlainFigure, plainFigures } from "./plain_figures.js";
import type { ValueGrowth } from "./value_growth.js";

/** What became of the customers present at both snapshots, in four numbers. */
export function migrationFigures(rates: MigrationRates | undefined, model: ColourModel): HTMLElement {
  const { moved, migration, upgrade, downgrade } = sharesOf(rates);
  const of = (count: number | null | undefined) =>
    count === undefined
      ? undefined
      : message("migration.of_present", {
          moved: formatCustomers(count),
          present: formatCustomers(rates?.present),
        });
  const isStage = model === "lifecycle_stage";
  const figures: (PlainFigure & { note: string | undefined })[] = [
    { name: message("migration.migration_rate"), value: formatShare(migration), note: of(moved) },
    {
      name: message(isStage ? "migration.towards_buying" : "migration.upgrade_rate"),
      value: formatShare(upgrade),
      note: of(rates?.moved_up),
    },
    {
      name: message(isStage ? "migration.away_from_buying" : "migration.downgrade_rate"),
      value: formatShare(downgrade),
      note: of(rates?.moved_down),
    },
    {
      name: message("migration.entered"),
      value: formatCustomers(rates?.entered),
      note: message("migration.entered_note"),
    },
  ];
  return plainFigures(figures.map(({ note, ...rest }) => ({ ...rest, ...(note && { note }) })));
}

/** How many moved up, moved down and stayed. */
export function matrixFinding(rates: MigrationRates | undefined): string {
  const { upgrade, downgrade, stayed } = sharesOf(rates);
  if (upgrade === null || downgrade === null || stayed === null) return message("migration.matrix_plain");
  return message("migration.matrix_finding", {
    up: formatShare(upgrade),
    down: formatShare(downgrade),
    stayed: formatShare(stayed),
  });
}

/** How many of a tier's customers at the last stop had been in it at the first. */
export function sankeyFinding(
  rows: readonly TierPath[],
  options: { model: ColourModel; tier: string; stops: number; first: Date },
): string {
  const { model, tier, stops, first } = options;
  const arrived = rows.filter((row) => row.stop === stops - 2 && row.to_tier === tier);
  const sum = (wanted: (row: TierPath) => boolean) =>
    arrived.filter(wanted).reduce((total, { customers }) => total + (customers ?? 0), 0);
  const all = sum(() => true);
  if (all === 0) return message("migration.sankey_plain", { tier: label(model, tier) });
  return message("migration.sankey_finding", {
    tier: label(model, tier),
    share: formatShare(sum(({ origin_tier }) => origin_tier === tier) / all),
    entered: formatShare(sum(({ origin_tier }) => origin_tier === "entered") / all),
    day: formatDay(first),
  });
}

/** The last move, and how it compares with the time shown. */
export function movesFinding(rates: readonly MigrationRates[]): string {
  const last = rates.at(-1);
  if (!last || last.moved_up === null || last.moved_down === null) return message("migration.moves_plain");
  const more = rates.filter((row) => (row.moved_down ?? 0) > (row.moved_up ?? 0)).length;
  return message("migration.moves_finding", {
    up: formatCustomers(last.moved_up),
    down: formatCustomers(last.moved_down),
    more,
    snapshots: rates.length,
  });
}

/** The tier whose revenue changed most. */
export function growthFinding(rows: readonly ValueGrowth[], model: ColourModel): string {
  const change = ({ revenue_before, revenue_after }: ValueGrowth) =>
    (revenue_after ?? 0) - (revenue_before ?? 0);
  const [most] = rows
    .filter(({ growth }) => growth !== null)
    .sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)));
  if (!most) return message("migration.growth_plain");
  return message(change(most) < 0 ? "migration.growth_lost" : "migration.growth_gained", {
    tier: label(model, most.tier),
    change: formatChange(most.growth),
    amount: formatMoney(Math.abs(change(most))),
  });
}
