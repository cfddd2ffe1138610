import type { DuckDBConnection, Json } from "@duckdb/node-api";
import { textOf } from "./messages.ts";
import { table } from "./sql/checks.ts";
import type { Checked } from "./sql/run_models.ts";
import { type BuildOptions, buildWarehouse } from "./warehouse.ts";

export interface CheckOptions extends Omit<BuildOptions, "inspect"> {
  /** Takes the report as it is written, a block of lines at a time. */
  print: (text: string) => void;
}

/**
 * Brings the warehouse up to date and prints what was read, accepted and rejected, and every check with its result.
 * Returns whether all checks hold; when not, the warehouse stays as it was. Other mistakes are thrown.
 */
export async function checkWarehouse({ print, ...options }: CheckOptions): Promise<boolean> {
  let failed = 0;
  const inspect = async (connection: DuckDBConnection, checks: Checked[]) => {
    failed = checks.filter(({ mistake }) => mistake).length;
    // A check of thresholds that fails does so before any source is read.
    if (await has(connection, "staging.source_rows")) print(await describeSources(connection));
    if (await has(connection, "marts.preset_proofs")) print(await describePresets(connection));
    print(describeChecks(checks));
  };
  try {
    await buildWarehouse({ ...options, inspect });
  } catch (error) {
    if (failed === 0) throw error;
  }
  return failed === 0;
}

async function has(connection: DuckDBConnection, relation: string): Promise<boolean> {
  const found = await rows(
    connection,
    `select 1 from duckdb_tables() where schema_name || '.' || table_name = '${relation}'`,
  );
  return found.length > 0;
}

/** What is proved of every segment preset, over all combinations of its scores. */
async function describePresets(connection: DuckDBConnection): Promise<string> {
  const proofs = await rows(
    connection,
    `select preset || case when is_in_force then ' (in force)' else '' end, combinations, repaired, segments, ranks,
        uncovered, ambiguous, unreachable, falls
     from marts.preset_proofs order by not is_in_force, preset`,
  );
  const signed = proofs.map((row) => row.map((cell, index) => (index > 4 && cell === 0 ? "✓" : cell)));
  return written(
    [
      ...["segment preset", "combinations", "unnamed in source", "segments", "ranks"],
      ...["covered", "unambiguous", "reachable", "monotone"],
    ],
    signed,
  );
}

async function describeSources(connection: DuckDBConnection): Promise<string> {
  const sources = await rows(
    connection,
    `select source, format('{:,}', rows_read), format('{:,}', rows_accepted), format('{:,}', rows_rejected),
        first_day::varchar, last_day::varchar
     from staging.source_rows where rows_read > 0 order by source <> 'orders', source`,
  );
  const reasons = await rows(
    connection,
    `select source, reason, format('{:,}', count(*)), min(source_row::varchar)
     from staging.rejected_rows group by source, reason order by source <> 'orders', source, count(*) desc, reason`,
  );
  const empty = await rows(
    connection,
    "select source from staging.source_rows where rows_read = 0 order by source",
  );
  const unreadable = await rows(
    connection,
    `select source, column_name, format('{:,}', rows_unreadable), for_example
     from staging.unreadable_values order by source <> 'orders', source, rows_unreadable desc, column_name`,
  );
  const named = reasons.map(([source, reason, ...rest]) => [
    source,
    textOf("en", "reason", String(reason)) ?? reason,
    ...rest,
  ]);
  return [
    written(["source", "read", "accepted", "rejected", "first day", "last day"], sources),
    ...(empty.length > 0 ? [`  Without rows: ${empty.flat().join(", ")}`] : []),
    ...(reasons.length > 0 ? ["", written(["source", "why rejected", "rows", "for example"], named)] : []),
    ...(unreadable.length > 0
      ? ["", written(["source", "can't be read, so empty", "values", "for example"], unreadable)]
      : []),
  ].join("\n");
}

function describeChecks(checks: Checked[]): string {
  const lines = checks.flatMap(({ model, rows: found, mistake }) => {
    const name = model.name.slice("checks.".length);
    const says = `${textOf("en", "check", name) ?? model.says}  (${name})`;
    if (mistake) return [`  ✗ ${says}`, ...indented(mistake.toText())];
    return [found > 0 ? `  ! ${says}: ${found} rows` : `  ✓ ${says}`];
  });
  const failed = checks.filter(({ mistake }) => mistake).length;
  const result =
    failed === 0 ? `All ${checks.length} checks hold.` : `${failed} of ${checks.length} checks failed.`;
  return [...lines, "", result].join("\n");
}

function indented(text: string): string[] {
  return ["", ...text.split("\n").map((line) => (line ? `      ${line}` : "")), ""];
}

function written(columns: string[], cells: (Json | undefined)[][]): string {
  return table(
    columns,
    cells.map((row) => row.map((cell) => String(cell ?? ""))),
  );
}

async function rows(connection: DuckDBConnection, sql: string): Promise<Json[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}
