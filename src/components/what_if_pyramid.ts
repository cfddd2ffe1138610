import type { Catalog, CatalogThreshold } from "./catalog.js";
import {
  boundInForce,
  boundOf,
  isSame,
  type MergeBounds,
  type Settings,
  sizesOf,
  type WhatIf,
} from "./what_if.js";
import { rewritten, type ThresholdFile } from "./what_if_thresholds.js";

/** A row of marts.what_if_shares. */
export interface ShareRow {
  edge: number;
  customer_share: number;
  /** The ranks of the levels in force that end at this share; null if none does. */
  from_rank: number | null;
  to_rank: number | null;
}

/** A row of marts.what_if_pyramid, as the site has it. */
export interface RevenueBin {
  /** -1 without revenue. */
  bin: number;
  customers: number;
  revenue: number;
}

/** Levels of the pyramid in force by the share of customers down to the end of each (the axis `share`). */
export function whatIfPyramid(
  cells: readonly RevenueBin[],
  shares: readonly ShareRow[],
  /** Best first, without `inactive`. */
  levels: readonly string[],
  bounds: MergeBounds,
): WhatIf {
  const bins = new Array<number>(shares.length + 1).fill(0);
  for (const { bin, customers } of cells) if (bin >= 0) bins[bin] = (bins[bin] ?? 0) + customers;
  const sums = {
    customers: cells.map(({ customers }) => customers),
    revenue: cells.map(({ revenue }) => revenue),
  };
  const endOf = (rank: number) =>
    shares.find(
      ({ from_rank, to_rank }) => from_rank !== null && from_rank <= rank && rank <= (to_rank ?? 0),
    );
  const inForce: Settings = {
    share: levels
      .slice(0, -1)
      .map((_, index) => endOf(index + 1)?.edge ?? shares.length + 1)
      .reverse(),
  };
  const tiers = ["inactive", ...[...levels].reverse()];
  const tiersOf = ({ share = [] }: Settings) =>
    cells.map(({ bin }) => (bin < 0 ? 0 : share.reduce((tier, edge) => tier + Number(bin >= edge), 1)));
  const before = tiersOf(inForce);
  return {
    axes: [
      {
        name: "share",
        values: shares.map(({ customer_share }) => customer_share),
        isDescending: false,
        mayMeet: false,
        bins: () => bins,
      },
    ],
    tiers,
    inForce,
    outcome: (settings) => ({
      ...sizesOf(tiers.length, sums, before, tiersOf(settings)),
      bound: isSame(settings, inForce)
        ? boundInForce(bounds)
        : boundOf({ bin: settings.share ?? [] }, bounds),
    }),
  };
}

/** The pyramid's file with the shares that the settings give, each the level's own. */
export function pyramidFiles(
  { thresholds }: Pick<Catalog, "thresholds">,
  { axes, tiers, inForce }: Pick<WhatIf, "axes" | "tiers" | "inForce">,
  settings: Settings,
): ThresholdFile[] {
  if (isSame(settings, inForce)) return [];
  const named = (name: string) => thresholds.find((threshold) => threshold.name === `thresholds.${name}`);
  const cell = (threshold: CatalogThreshold | undefined, row: number, column: string) =>
    threshold?.rows[row]?.[threshold.columns.indexOf(column)];
  const definition = cell(named("pyramid"), 0, "definition");
  const all = named("pyramid_levels");
  const own = new Map(
    (all?.rows ?? []).flatMap((_, row) =>
      cell(all, row, "definition") === definition
        ? [[String(cell(all, row, "level")), Number(cell(all, row, "customer_share"))] as const]
        : [],
    ),
  );
  // Down to the end of a tier; a cut that has not moved keeps its share, whatever other share has the same revenue.
  const down = (tier: number) => {
    const [edge, unmoved] = [settings.share?.[tier - 2], inForce.share?.[tier - 2]];
    if (edge === undefined) return 0;
    if (edge !== unmoved) return axes[0]?.values[edge - 1] ?? 0;
    return tiers.slice(tier).reduce((sum, level) => sum + (own.get(level) ?? 0), 0);
  };
  return rewritten(thresholds, "pyramid_levels", (row) => {
    if (row.definition !== definition || row.customer_share === null) return row;
    const tier = tiers.indexOf(String(row.level));
    return { ...row, customer_share: Number((down(tier) - down(tier + 1)).toFixed(6)) };
  });
}
