import { existsSync, rmSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";

/** Bump when the tables of a state change: one of another form is not read. */
export const FORM = 2;

/**
 * Writes what a plan compares of a warehouse into a DuckDB file of its own, small beside it: of every customer the tiers
 * and the revenue on the newest day, the cut points, the rows read, each model's SQL, and a digest of every figure.
 * `isCurrent` says which relations are up to date, all unless given. `out` is the site's folder where there is one.
 */
export async function writeState(
  connection: DuckDBConnection,
  file: string,
  { out = "", isCurrent = () => true }: { out?: string; isCurrent?: (name: string) => boolean } = {},
): Promise<void> {
  if (existsSync(file)) rmSync(file);
  await connection.run(`attach ${text(file)} as state (read_write)`);
  try {
    const day = await newestDay(connection);
    const newest = `as_of = ${day}`;
    const names = await connection.runAndReadAll(
      "select name from tierboard.models where regexp_matches(name, '^(marts|thresholds)[.][^/]+$')",
    );
    const columns = await connection.runAndReadAll("select column_name from (describe customers.snapshots)");
    // A version before tier policies awarded what it calculated.
    const isAwarding = columns.getRows().some(([name]) => name === "awarded_tier");
    const tiers = TIER_MODELS.map((model) =>
      model === "awarded_tier" && !isAwarding ? "score_tier as awarded_tier" : model,
    );
    const figures = names.getRows().flatMap(([name]) => (isCurrent(String(name)) ? [String(name)] : []));
    const tables: Record<string, string> = {
      about: `select ${FORM} as form, ${text(out)} as out, (${day})::varchar as as_of,
          calendar.reporting_currency as currency, privacy.smallest_cell
          from thresholds.calendar as calendar, thresholds.privacy as privacy`,
      customers: `select customer_id, monetary as revenue, ${tiers.join(", ")}
          from customers.snapshots where ${newest}`,
      tiers: `select distinct model, tier, tier_rank from marts.tier_sizes where ${newest}`,
      limits: limitsOf(newest) + (isAwarding ? POLICY_LIMITS : ""),
      sources: "select source, rows_read, rows_accepted, rows_rejected from staging.source_rows",
      models: "from tierboard.models",
      figures: figures.map(digestOf).join(" union all ") || "select '' as name, '' as digest limit 0",
    };
    for (const [name, query] of Object.entries(tables))
      await connection.run(`create table state.${name} as ${query}`);
  } catch (cause) {
    throw new UserError(
      `what a plan compares is not there: ${cause instanceof Error ? cause.message : cause}`,
      {
        fix: "customers.snapshots, customers.calendar, staging.source_rows, marts.tier_sizes, marts.cut_points and marts.pyramid_levels keep the columns that sql/ gives them",
        cause,
      },
    );
  } finally {
    await connection.run("detach state");
  }
}

/** The columns of customers.snapshots that hold a customer's tier, each a tier model. */
export const TIER_MODELS = [
  "score_tier",
  "awarded_tier",
  "segment",
  "pyramid_level",
  "lifecycle_stage",
] as const;

export type TierModel = (typeof TIER_MODELS)[number];

/** Where tiers begin: cut points by score, totals and revenue by tier, and the days and rates of the lifecycle by name. */
function limitsOf(newest: string): string {
  return `
      select 'score_tier' as model, measure, score::varchar as part, cut_point as value
      from marts.cut_points where ${newest} and scale = 'rfm'
      union all
      select 'score_tier', 'total', tier, lowest_total from thresholds.score_tiers
      union all
      select 'segment', cuts.measure, cuts.score::varchar, cuts.cut_point
      from marts.cut_points as cuts, thresholds.segment_preset as preset
      inner join thresholds.segment_presets as presets on preset.preset = presets.preset
      where ${newest} and cuts.scale = presets.scale
      union all
      select 'pyramid_level', 'revenue', level, at_least from marts.pyramid_levels
      where ${newest} and is_in_force and at_least is not null
      union all
      select 'lifecycle_stage', 'limit', part, value
      from (unpivot (select columns(*)::double from thresholds.lifecycle_limits) on columns(*) into name part value value)`;
}

/** The rules of the tier policy, by tier and name. */
const POLICY_LIMITS = `
      union all
      select 'awarded_tier', case when part in ('one_step_down', 'refund_reverses') then 'rule' else 'months' end,
          tier || ' ' || part, value
      from (unpivot (
          select tier, qualification_months::double as qualification_months, held_months::double as held_months,
              grace_months::double as grace_months, one_step_down::double as one_step_down,
              refund_reverses::double as refund_reverses
          from thresholds.tier_policy
      ) on columns(* exclude tier) into name part value value)`;

function digestOf(name: string): string {
  return `select ${text(name)} as name, concat(count(*), ' ', bit_xor(md5_number(figure::varchar))) as digest from ${name} as figure`;
}

/** The newest day as a literal: only the snapshot of a literal day is computed without the others. */
export async function newestDay(connection: DuckDBConnection): Promise<string> {
  const rows = await connection.runAndReadAll("select max(as_of)::varchar from customers.calendar");
  return `${text(String(rows.getRows()[0]?.[0] ?? "0001-01-01"))}::date`;
}

/** A text as SQL has it. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
