import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import { lineOf } from "./graph.ts";
import type { Model } from "./model.ts";

/** Proves a model's grain on every build: unique and not null. Tables of the heavy layers are proved by checks. */
export async function checkGrain(connection: DuckDBConnection, model: Model): Promise<void> {
  if (model.grain.length === 0 || model.isView || model.forEach) return;
  if (model.layer !== "marts" && model.layer !== "thresholds") return;
  const columns = model.grain.join(", ");
  const isNull = model.grain.map((column) => `${column} is null`).join(" or ");
  const rows = await connection.runAndReadAll(
    `select ${columns}, count(*)::integer as number_of_rows from ${model.name}
     group by ${columns} having count(*) > 1 or ${isNull} order by all limit 5`,
  );
  if (rows.currentRowCount === 0) return;
  throw new UserError(`${model.name} has more than one row per ${columns}, or an empty one`, {
    place: { file: model.file, line: lineOf(model.sql, "select") },
    fix: "leave one row for each of these",
    detail: table(
      rows.columnNames(),
      rows.getRows().map((row) => row.map(String)),
    ),
  });
}

/**
 * The number of rows a check found. A check that is not a warning fails the build with its sentences:
 * the column `problem` where it has one. `files` are the models' files by name, for the one it blames.
 */
export async function failedCheck(
  connection: DuckDBConnection,
  model: Model,
  files: ReadonlyMap<string, string>,
): Promise<number> {
  const rows = await connection.runAndReadAll(`from ${model.name} limit 20`);
  const count = await connection.runAndReadAll(`select count(*)::integer from ${model.name}`);
  const failing = Number(count.getRows()[0]?.[0] ?? 0);
  if (failing === 0 || model.isWarning) return failing;
  const at = rows.columnNames().indexOf("problem");
  const sentences = at < 0 ? [] : rows.getRows().map((row) => String(row[at]));
  const others = rows.columnNames().filter((column) => column !== "problem");
  const cells = rows.getRows().map((row) => row.filter((_, index) => index !== at).map(String));
  throw new UserError(sentences[0] ?? `a check failed: ${model.says}`, {
    place: { file: files.get(model.blames ?? model.name) ?? model.file },
    fix: model.blames
      ? "mend these rows and run again; nothing was published"
      : `look into these rows; ${model.file} says what must hold`,
    detail: [
      ...sentences.slice(1),
      ...(others.length > 0 ? [table(others, cells)] : []),
      ...(failing > 20 ? [`… ${failing - 20} more`] : []),
    ].join("\n"),
  });
}

/** Rows as columns of text, for a terminal. */
export function table(columns: string[], rows: string[][]): string {
  const clipped = rows.map((row) => row.map((cell) => (cell.length > 60 ? `${cell.slice(0, 59)}…` : cell)));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...clipped.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd();
  return [line(columns), line(widths.map((width) => "─".repeat(width))), ...clipped.map(line)].join("\n");
}
