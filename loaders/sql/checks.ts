import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import { shownText } from "../map/text_table.ts";
import { lineOf } from "./graph.ts";
import { isPart, type Model } from "./model.ts";

/** Proves a model's grain on every build: unique and not null. Tables of the heavy layers are proved by checks. */
export async function checkGrain(
  connection: DuckDBConnection,
  model: Model,
  models: ReadonlyMap<string, Model>,
): Promise<void> {
  if (model.grain.length === 0 || model.isView || isPart(model) || model.forEach) return;
  if (model.layer !== "marts" && model.layer !== "thresholds") return;
  const columns = model.grain.join(", ");
  const isNull = model.grain.map((column) => `${column} is null`).join(" or ");
  const rows = await connection.runAndReadAll(
    `select ${columns}, count(*)::integer as number_of_rows from ${model.name}
     group by ${columns} having count(*) > 1 or ${isNull} order by all limit 5`,
  );
  if (rows.currentRowCount === 0) return;
  const { file, sql } = partOf(model, rows.getRows()[0]?.[0], models);
  throw new UserError(`${model.name} has more than one row per ${columns}, or an empty one`, {
    place: { file, line: lineOf(sql, "select") },
    fix: "leave one row for each of these",
    detail: table(
      rows.columnNames(),
      rows.getRows().map((row) => row.map(String)),
    ),
  });
}

/** What a check found: the number of its rows, and the mistake they make where it is more than a warning. */
export interface Finding {
  rows: number;
  mistake: UserError | null;
}

/** Columns of a check that say something about its rows rather than belong to them. */
const SPEAKING = ["problem", "blames", "part", "line_of"];

/**
 * Reads what a check found. Its column `problem` holds a sentence; `blames` a relation whose file is to be mended,
 * where the header doesn't say; `part` which file of its folder; `line_of` a text that stands on the line to look at, or
 * whose first parts do. `models` are all of the build's.
 */
export async function readFinding(
  connection: DuckDBConnection,
  model: Model,
  models: ReadonlyMap<string, Model>,
): Promise<Finding> {
  const rows = await connection.runAndReadAll(`from ${model.name} limit ${MOST_SHOWN}`);
  if (rows.currentRowCount === 0) return { rows: 0, mistake: null };
  const count = await connection.runAndReadAll(`select count(*)::integer from ${model.name}`);
  const failing = Number(count.getRows()[0]?.[0]);
  if (model.isWarning) return { rows: failing, mistake: null };

  const first = rows.getRowObjects()[0] ?? {};
  const said = (column: string) => (first[column] == null ? undefined : String(first[column]));
  const threshold = models.get(model.blames ?? said("blames") ?? "") ?? model;
  const blamed = partOf(threshold, said("part"), models);
  const names = rows.columnNames();
  const problems = rows.getRowObjects().map((row) => String(row.problem ?? ""));
  const sentences = [...new Set(problems.filter(Boolean))];
  const kept = names.flatMap((name, index) => (SPEAKING.includes(name) ? [] : [index]));
  const cells = rows
    .getRows()
    .map((row) => kept.map((index) => (row[index] == null ? "" : String(row[index]))));
  const more = failing > MOST_SHOWN ? `, ${failing - MOST_SHOWN} more` : "";
  const mistake = new UserError(sentences[0] ?? `a check failed: ${model.says}`, {
    place: { file: blamed.file, line: nearestLine(blamed.sql, said("line_of") ?? "") },
    fix:
      model.remedy ?? (blamed === model ? `look into these rows; ${model.file} says what must hold` : MEND),
    detail: [
      ...sentences.slice(1),
      ...(kept.length > 0
        ? [
            table(
              kept.map((index) => names[index] ?? ""),
              cells,
            ),
          ]
        : []),
      ...(more ? [`  …${more}`] : []),
    ].join("\n"),
  });
  return { rows: failing, mistake };
}

/** What the checks that only warn have found, a sentence each. */
export async function readWarnings(
  connection: DuckDBConnection,
  checks: readonly { model: Model; rows: number }[],
): Promise<string[]> {
  const warnings: string[] = [];
  for (const { model, rows } of checks) {
    if (!model.isWarning || rows === 0) continue;
    const found = await connection.runAndReadAll(`from ${model.name} limit ${MOST_SHOWN}`);
    const sentences = found.getRowObjects().map(({ problem }) => String(problem ?? model.says));
    warnings.push(...new Set(sentences));
  }
  return warnings;
}

/** The file of a threshold's folder that the rows of this name come from, or the model itself. */
function partOf(model: Model, name: unknown, models: ReadonlyMap<string, Model>): Model {
  return models.get(`${model.name}/${name}`) ?? model;
}

/** The line that holds `'rfm', 'recency', 5`, or else one that holds `'rfm', 'recency'`, and so on. */
function nearestLine(sql: string, text: string): number | undefined {
  if (text === "") return undefined;
  return lineOf(sql, text) ?? nearestLine(sql, text.slice(0, Math.max(0, text.lastIndexOf(", "))));
}

const MOST_SHOWN = 20;
const MEND = "mend these rows and run again; nothing was published";

/** Rows as columns of text, for a terminal; numbers stand to the right. */
export function table(columns: string[], rows: string[][]): string {
  const clipped = rows.map((row) =>
    row.map((cell) => shownText(cell.length > 60 ? `${cell.slice(0, 59)}…` : cell)),
  );
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...clipped.map((row) => row[index]?.length ?? 0)),
  );
  const areNumbers = columns.map((_, index) => clipped.every((row) => /^-?[\d,.]+$/.test(row[index] ?? "")));
  const pad = (cell: string, index: number) =>
    areNumbers[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  const line = (cells: string[]) => `  ${cells.map(pad).join("  ")}`.trimEnd();
  return [line(columns), line(widths.map((width) => "─".repeat(width))), ...clipped.map(line)].join("\n");
}
