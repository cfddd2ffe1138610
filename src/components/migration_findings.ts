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
export function matrixFinding(rates: MigrationRates | undefined, model: ColourModel): string {
  const { upgrade, downgrade, stayed } = sharesOf(rates);
  if (upgrade === null || downgrade === null || stayed === null) return message("migration.matrix_plain");
  return message(
    model === "lifecycle_stage" ? "migration.matrix_finding_stage" : "migration.matrix_finding",
    {
      up: formatShare(upgrade),
      down: formatShare(downgrade),
      stayed: formatShare(stayed),
    },
  );
}

export interface SankeyFindingOptions {
  model: ColourModel;
  /** The tier that the reader follows from the first stop; undefined: the sentence is about where `best` came from. */
  follow: string | undefined;
  best: string;
  days: readonly Date[];
  /** A tier's customers at a stop, those in hidden bands too. */
  sizeOf: (stop: number, tier: string) => number | null | undefined;
}

/** What became of those followed, or where those came from who are in the best tier now. */
export function sankeyFinding(
  rows: readonly TierPath[],
  { model, follow, best, days, sizeOf }: SankeyFindingOptions,
): string {
  const arrived = rows.filter(({ stop }) => stop === days.length - 2);
  const first = formatDay(days[0]);
  const tier = label(model, follow ?? best);
  if (follow !== undefined) {
    const followed = arrived.filter(({ origin_tier }) => origin_tier === follow);
    const ends = new Map<string, number>();
    for (const row of followed) ends.set(row.to_tier, (ends.get(row.to_tier) ?? 0) + (row.customers ?? 0));
    const shown = [...ends.values()].reduce((total, customers) => total + customers, 0);
    const all = sizeOf(0, follow) ?? shown;
    const [[end, most] = ["", 0]] = [...ends].sort((a, b) => b[1] - a[1]);
    if (all === 0) return message("migration.sankey_nobody", { tier, day: first });
    const values = {
      end: label(model, end),
      most: shareOf(most, all),
      customers: formatCustomers(all),
      day: first,
    };
    if (end === follow) return message("migration.sankey_kept", { ...values, tier });
    if (follow === "entered") return message("migration.sankey_entered", values);
    return message("migration.sankey_followed", {
      ...values,
      tier,
      same: shareOf(ends.get(follow) ?? 0, all),
    });
  }
  const now = arrived.filter(({ to_tier }) => to_tier === best);
  const sum = (origin?: string) =>
    now
      .filter(({ origin_tier }) => origin === undefined || origin_tier === origin)
      .reduce((total, { customers }) => total + (customers ?? 0), 0);
  const all = sizeOf(days.length - 1, best) ?? sum();
  if (all === 0) return message("migration.sankey_plain", { tier });
  return message("migration.sankey_finding", {
    tier,
    share: shareOf(sum(best), all),
    entered: shareOf(sum("entered"), all),
    day: first,
  });
}

// Bands are rounded where the tier before counts: together they can come to a little more than all.
function shareOf(part: number, all: number): string {
  return formatShare(Math.min(1, part / all));
}

/** The last move, and how it compares with the time shown. */
export function movesFinding(rates: readonly MigrationRates[], model: ColourModel): string {
  const last = rates.at(-1);
  if (!last || last.moved_up === null || last.moved_down === null) return message("migration.moves_plain");
  const more = rates.filter((row) => (row.moved_down ?? 0) > (row.moved_up ?? 0)).length;
  return message(model === "lifecycle_stage" ? "migration.moves_finding_stage" : "migration.moves_finding", {
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
