import type { Catalog, CatalogThreshold } from "./catalog.js";
import type { ScoredMeasure } from "./rfm_groups.js";
import { thresholdSql } from "./threshold_sql.js";
import { MEASURES, type Settings, type WhatIfRfm } from "./what_if_rfm.js";

/** A file of an overlay. */
export interface ThresholdFile {
  /** `thresholds/rfm_cuts.sql` */
  path: string;
  sql: string;
}

/** The threshold files that make a build give what the settings show: only those that differ from the ones in force. */
export function rfmFiles(
  { thresholds }: Pick<Catalog, "thresholds">,
  { edges, tiers, inForce }: Pick<WhatIfRfm, "edges" | "tiers" | "inForce">,
  settings: Settings,
): ThresholdFile[] {
  const find = (name: string) => thresholds.find((each) => each.name === `thresholds.${name}`);
  const changed = MEASURES.filter((measure) => settings[measure].join() !== inForce[measure].join());
  const files: ThresholdFile[] = [];
  const cuts = find("rfm_cuts");
  if (cuts && changed.length > 0) {
    const rows = rewrite(cuts, (row) =>
      row.scale === "rfm" && changed.includes(row.measure as ScoredMeasure)
        ? {
            ...row,
            method: "fixed",
            cut_at: cutAt(row.measure as ScoredMeasure, Number(row.score), edges, settings),
            frozen_as_of: null,
          }
        : row,
    );
    files.push({ path: "thresholds/rfm_cuts.sql", sql: thresholdSql(cuts, rows) });
  }
  const bands = find("score_tiers");
  if (bands && settings.totals.join() !== inForce.totals.join()) {
    const rows = rewrite(bands, (row) => {
      const place = tiers.indexOf(String(row.tier));
      return {
        ...row,
        lowest_total: settings.totals[place - 1] ?? 3,
        highest_total: (settings.totals[place] ?? 16) - 1,
      };
    });
    files.push({ path: "thresholds/score_tiers.sql", sql: thresholdSql(bands, rows) });
  }
  return files;
}

/** Every row as an object, changed, and back. */
function rewrite(
  { columns, rows }: CatalogThreshold,
  change: (row: Record<string, unknown>) => Record<string, unknown>,
): unknown[][] {
  return rows.map((row) => {
    const changed = change(Object.fromEntries(columns.map((column, index) => [column, row[index]])));
    return columns.map((column) => changed[column]);
  });
}

/**
 * Where a score begins. Two scores may not begin at the same value, but a millionth apart is the same: days and orders
 * are whole, and amounts have four decimals.
 */
function cutAt(
  measure: ScoredMeasure,
  score: number,
  edges: WhatIfRfm["edges"],
  settings: Settings,
): string {
  const cuts = settings[measure];
  const edge = cuts[score - 2] ?? 0;
  const better = cuts.slice(score - 1).filter((other) => other === edge).length;
  const millionths = (measure === "recency" ? 1 : -1) * better;
  return ((edges[measure][edge - 1] ?? 0) + millionths / 1e6).toFixed(6);
}
