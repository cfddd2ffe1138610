import { type DuckDBConnection, DuckDBDateValue, type DuckDBValue } from "@duckdb/node-api";
import { contract, isSourceName } from "../contract.ts";
import { UserError } from "../errors.ts";
import { lineOf } from "./graph.ts";
import type { Model } from "./model.ts";

/** The relations that the warehouse holds from the build before, by name. */
export type Relations = Map<string, "table" | "view">;

/** Makes the relation of a model: a table, or a view where the model or its layer says so. */
export async function runModel(
  connection: DuckDBConnection,
  model: Model,
  relations: Relations,
): Promise<void> {
  await oneSelect(connection, model);
  const old = relations.get(model.name);
  if (old) await connection.run(`drop ${old} ${model.name}`);
  if (model.layer === "sources") return makeSource(connection, model);
  const kind = model.isView ? "view" : "table";
  if (!model.forEach) {
    await execute(connection, model, `create ${kind} ${model.name} as (\n`, model.sql, "\n)");
    return;
  }
  const driving = await connection.runAndReadAll(`from ${model.forEach} order by all`);
  const rows = driving.getRowObjects().map((row) => mapValues(row, literal));
  const types = driving.columnNames().map((name, index) => [name, `null::${driving.columnType(index)}`]);
  for (const [index, row] of (rows.length > 0 ? rows : [Object.fromEntries(types)]).entries()) {
    const into = index === 0 ? `create table ${model.name} as (\n` : `insert into ${model.name} (\n`;
    const end = rows.length > 0 ? "\n)" : "\n) with no data";
    await execute(connection, model, into, withValues(model, row), end);
  }
}

/** A source is a view with every column of the contract; what the mapping leaves out is null. */
async function makeSource(connection: DuckDBConnection, model: Model): Promise<void> {
  const table = model.name.slice("sources.".length);
  if (!isSourceName(table)) throw new Error(`${table} is not in the contract`);
  const described = await execute(connection, model, "describe (\n", model.sql, "\n)");
  const given = described.map((row) => String(row.column_name));
  const known = contract[table].map((column) => column.name);
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UserError(`${unknown.map((name) => `"${name}"`).join(", ")} is not a column of ${table}`, {
      place: { file: model.file, line: lineOf(model.sql, unknown[0] ?? "") },
      fix: `its columns are ${known.join(", ")}`,
    });
  const missing = contract[table].filter((column) => column.required && !given.includes(column.name));
  if (missing.length > 0)
    throw new UserError(`${table} lacks ${missing.map((column) => column.name).join(", ")}`, {
      place: { file: model.file },
      fix: "map these columns in the select; every other column may be left out",
    });
  const columns = known.map((name) => (given.includes(name) ? name : `null::varchar as ${name}`));
  const wrap = `create view ${model.name} as select ${columns.join(", ")} from (\n`;
  await execute(connection, model, wrap, model.sql, "\n) as mapped");
}

/** Runs `before + sql + after`; a mistake in `sql` is reported with its file and line. */
export async function execute(
  connection: DuckDBConnection,
  model: Pick<Model, "file">,
  before: string,
  sql: string,
  after: string,
): Promise<Record<string, DuckDBValue>[]> {
  try {
    return (await connection.runAndReadAll(before + sql + after)).getRowObjects();
  } catch (error) {
    throw explainSqlError(error, model.file);
  }
}

/** DuckDB's message as a mistake with a place: the wrapping puts the model's line 1 on line 2. */
export function explainSqlError(error: unknown, file: string): UserError {
  if (error instanceof UserError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const first = (text.split("\n\nLINE ")[0] ?? text).replace(/^Failed to \w+ statements?: /, "").trim();
  const line = /\nLINE (\d+):/.exec(text)?.[1];
  const full = /no space left|could not write|disk.*full|Out of Memory Error: failed to offload/i.test(text);
  return new UserError(first.replace(/\n+/g, "\n   "), {
    place: { file, line: line ? Math.max(1, Number(line) - 1) : undefined },
    fix: full
      ? "make room on the disk and run again; the last good warehouse and site are untouched"
      : "mend the query, or the file it reads, and run again; nothing was published",
    cause: error,
  });
}

async function oneSelect(connection: DuckDBConnection, model: Model): Promise<void> {
  let count: number;
  try {
    count = (await connection.extractStatements(model.sql)).count;
  } catch (error) {
    // The parser counts lines from the model's own first line here, not from the wrapping's.
    const mistake = explainSqlError(error, model.file);
    const line = mistake.place?.line;
    const place = { file: model.file, line: line === undefined ? undefined : line + 1 };
    throw new UserError(mistake.message, {
      place,
      ...(mistake.fix ? { fix: mistake.fix } : {}),
      cause: error,
    });
  }
  if (count !== 1)
    throw new UserError(`a model is one bare select, but this file holds ${count} statements`, {
      place: { file: model.file },
      fix: "keep one select; the runner creates the relation",
    });
}

/** A value per name → what `change` makes of it. */
function mapValues<From, To>(row: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value)]));
}

function withValues(model: Model, row: Record<string, string>): string {
  return model.sql.replace(/\$([a-z_][a-z0-9_]*)/g, (_, name: string) => {
    const value = row[name];
    if (value === undefined)
      throw new UserError(`$${name} is not a column of ${model.forEach}`, {
        place: { file: model.file, line: lineOf(model.sql, `$${name}`) },
        fix: `its columns are ${Object.keys(row).join(", ")}`,
      });
    return value;
  });
}

function literal(value: DuckDBValue): string {
  if (value === null) return "null";
  if (value instanceof DuckDBDateValue) return `date '${value}'`;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}
