import type { Catalog, CatalogThreshold } from "./catalog.js";
import { thresholdSql } from "./threshold_sql.js";
import { type Axis, isSame, type Settings, type WhatIf } from "./what_if.js";
import { MEASURES, TOTAL_BEFORE_EDGES } from "./what_if_rfm.js";

/** A file of an overlay. */
export interface ThresholdFile {
  /** `thresholds/score_tiers.sql` */
  path: string;
  sql: string;
}

type Thresholds = Pick<Catalog, "thresholds" | "models">;
type Row = Record<string, unknown>;

/** The threshold files that make a build give what the settings show: only those that differ from the ones in force. */
export function rfmFiles(
  catalog: Thresholds,
  { axes, tiers, inForce }: Pick<WhatIf, "axes" | "tiers" | "inForce">,
  settings: Settings,
): ThresholdFile[] {
  const changed = MEASURES.filter((measure) => !isSame(settings, inForce, [measure]));
  const files: ThresholdFile[] = [];
  if (changed.length > 0)
    files.push(
      ...rewrittenPart(catalog, "rfm_cuts", "rfm", (row) => {
        const axis = axes.find(({ name }) => name === row.measure);
        return axis && changed.some((measure) => measure === row.measure)
          ? { ...row, method: "fixed", cut_at: cutAt(axis, Number(row.score), settings), frozen_as_of: null }
          : row;
      }),
    );
  if (!isSame(settings, inForce, ["total"]))
    files.push(
      ...rewritten(catalog.thresholds, "score_tiers", (row) => {
        const place = tiers.indexOf(String(row.tier));
        const edge = (cut: number, beyond: number) => (settings.total?.[cut] ?? beyond) + TOTAL_BEFORE_EDGES;
        return { ...row, lowest_total: edge(place - 1, 0), highest_total: edge(place, 13) - 1 };
      }),
    );
  return files;
}

/** A file with every row changed; none if the warehouse lacks it. */
export function rewritten(
  thresholds: readonly CatalogThreshold[],
  name: string,
  change: (row: Row) => Row,
): ThresholdFile[] {
  return thresholds
    .filter((threshold) => threshold.name === `thresholds.${name}`)
    .map((threshold) => {
      const { columns } = threshold;
      const rows = threshold.rows.map((row) => {
        const changed = change(Object.fromEntries(columns.map((column, index) => [column, row[index]])));
        return columns.map((column) => changed[column]);
      });
      return { path: `thresholds/${name}.sql`, sql: thresholdSql(threshold, rows) };
    });
}

/** The same of a file in a threshold's folder, which leaves out columns that hold nothing. */
function rewrittenPart(
  { thresholds, models }: Thresholds,
  name: string,
  part: string,
  change: (row: Row) => Row,
): ThresholdFile[] {
  const threshold = thresholds.find((each) => each.name === `thresholds.${name}`);
  const model = models.find((each) => each.name === `thresholds.${name}/${part}`);
  if (!threshold || !model) return [];
  const [, ...columns] = threshold.columns;
  const rows = threshold.rows
    .filter(([first]) => first === part)
    .map(([, ...row]) => change(Object.fromEntries(columns.map((column, index) => [column, row[index]]))));
  const given = columns.filter((column) => rows.some((row) => row[column] !== null));
  const values = rows.map((row) => given.map((column) => row[column]));
  return [
    { path: `thresholds/${name}/${part}.sql`, sql: thresholdSql({ sql: model.sql, columns: given }, values) },
  ];
}

/**
 * Where a score begins. Two scores may not begin at the same value, but a millionth apart is the same: days and orders
 * are whole, and amounts have four decimals.
 */
function cutAt({ name, values, isDescending }: Axis, score: number, settings: Settings): string {
  const cuts = settings[name] ?? [];
  const edge = cuts[score - 2] ?? 0;
  const better = cuts.slice(score - 1).filter((other) => other === edge).length;
  return ((values[edge - 1] ?? 0) + ((isDescending ? 1 : -1) * better) / 1e6).toFixed(6);
}
