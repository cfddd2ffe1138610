import { type DuckDBConnection, DuckDBDateValue, type DuckDBValue } from "@duckdb/node-api";
import { contract, isSourceName } from "../contract.ts";
import { UserError } from "../errors.ts";
import { COUNTED, DEFINITION, definitionOf } from "../moves/definition.ts";
import { type Known, makeMoves } from "../moves/make_moves.ts";
import { SqlError } from "./explain.ts";
import { essence, lineOf } from "./graph.ts";
import { isPart, type Model, partName } from "./model.ts";
import { readableType } from "./readers.ts";

/** The relations that the warehouse holds from the build before, by name. */
export type Relations = Map<string, "table" | "view">;

/**
 * Makes the relation of a model: a table, or a view where the model or its layer says so. `reads` are the models that it
 * reads, of which some are no relations: the files of a threshold's folder, and what is stored nowhere. `known` is what
 * other models came to.
 */
export async function runModel(
  connection: DuckDBConnection,
  model: Model,
  relations: Relations,
  reads: readonly Model[] = [],
  known?: Known,
): Promise<void> {
  await oneSelect(connection, model);
  if (isPart(model)) return;
  const old = relations.get(model.name);
  const drop = async () => {
    if (old) await connection.run(`drop ${old} ${model.name}`);
  };
  const whole = inlined(model, reads);
  const isCounted = model.name === COUNTED && model.forEach && definitionOf(whole.sql) === DEFINITION;
  if (!isCounted) await drop();
  if (model.layer === "sources") return makeSource(connection, model);
  if (model.standsFor) return makeThreshold(connection, model, model.standsFor);
  const parts = reads.filter(isPart);
  if (parts.length > 0) return makeOfParts(connection, model, parts);
  const kind = model.isView ? "view" : "table";
  if (!model.forEach) {
    await execute(connection, model, `create ${kind} ${model.name} as (\n`, model.sql, "\n)");
    return;
  }
  const driving = await connection.runAndReadAll(`from ${model.forEach} order by all`);
  const rows = driving.getRowObjects().map((row) => mapValues(row, literal));
  // Without a row to drive it the relation is made all the same, from stand-ins of the right types.
  const types = driving
    .columnNames()
    .map((name, index) => [name, standIn(String(driving.columnType(index)))]);
  const driven = rows.length > 0 ? rows : [Object.fromEntries(types)];
  // Only looked at, so that a mistake in it is told with its own file and line.
  if (model.isInlined) {
    await execute(connection, model, "describe (\n", withValues(model, driven[0] ?? {}), "\n)");
    return;
  }
  const create = () => {
    const text = withValues(whole, driven[0] ?? {});
    return execute(connection, model, `create table ${model.name} as (\n`, text, "\n) with no data");
  };
  if (rows.length === 0) {
    if (isCounted) await drop();
    await create();
    return;
  }
  if (isCounted && (await makeMoves(connection, { isThere: old === "table", create, known }))) return;
  for (const [index, row] of driven.entries()) {
    const into = index === 0 ? `create table ${model.name} as (\n` : `insert into ${model.name} (\n`;
    await execute(connection, model, into, withValues(whole, row), "\n)");
  }
}

/** A source is a view with every column of the contract; what the mapping leaves out is null, and staging can read each. */
async function makeSource(connection: DuckDBConnection, model: Model): Promise<void> {
  const table = model.name.slice("sources.".length);
  if (!isSourceName(table)) throw new Error(`${table} is not in the contract`);
  const described = await execute(connection, model, "describe (\n", model.sql, "\n)");
  const given = described.map(nameOf);
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
  const types = new Map(described.map((row) => [nameOf(row), String(row.column_type)]));
  const columns = known.map((name) => {
    const type = types.get(name);
    if (type === undefined) return `null::varchar as ${name}`;
    const readable = readableType(name, type);
    return readable === type ? name : `${name}::${readable} as ${name}`;
  });
  const wrap = `create view ${model.name} as select ${columns.join(", ")} from (\n`;
  await execute(connection, model, wrap, model.sql, "\n) as mapped");
}

/**
 * An overlay's threshold gets the columns and types of the shipped one, so that what reads it can rely on them: a file
 * that lacks a column, misspells one, or holds a value of another type is refused with its line.
 */
async function makeThreshold(connection: DuckDBConnection, model: Model, shipped: Model): Promise<void> {
  const columns = await execute(connection, shipped, "describe (\n", shipped.sql, "\n)");
  const given = await fitting(connection, model, columns);
  const missing = columns.map(nameOf).find((name) => !given.includes(name));
  if (missing !== undefined)
    throw new UserError(`${model.name} lacks the column ${missing}`, {
      place: { file: model.file, line: lineOf(model.sql, "select") },
      fix: `its columns are ${columns.map(nameOf).join(", ")}`,
    });
  await execute(
    connection,
    model,
    `create table ${model.name} as select ${cast(columns)} from (\n`,
    model.sql,
    "\n) as given",
  );
}

/**
 * A threshold with a folder holds the rows of the files in it, under their names. Its own file says the columns and their
 * types; a file in the folder may leave columns out, which are then null.
 */
async function makeOfParts(
  connection: DuckDBConnection,
  model: Model,
  parts: readonly Model[],
): Promise<void> {
  await execute(connection, model, `create table ${model.name} as (\n`, model.sql, "\n)");
  const [name, ...columns] = await execute(connection, model, "describe (\n", model.sql, "\n)");
  if (name === undefined) return;
  for (const file of parts) {
    const given = await fitting(connection, file, columns);
    const values = `select '${partName(file)}' as ${nameOf(name)}, ${cast(columns.filter((column) => given.includes(nameOf(column))))}`;
    await execute(
      connection,
      file,
      `insert into ${model.name} by name ${values} from (\n`,
      file.sql,
      "\n) as given",
    );
  }
}

/** The columns that a threshold file gives, when all of them are among `columns` and their values of those types. */
async function fitting(
  connection: DuckDBConnection,
  model: Model,
  columns: Record<string, DuckDBValue>[],
): Promise<string[]> {
  const given = (await execute(connection, model, "describe (\n", model.sql, "\n)")).map(nameOf);
  const known = columns.map(nameOf);
  const unknown = given.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UserError(`"${unknown}" is not a column of ${model.name}`, {
      place: { file: model.file, line: lineOf(model.sql, unknown) },
      fix: `its columns are ${known.join(", ")}`,
    });
  // Of each column one value that its type can't hold, in one pass.
  const typed = columns.filter((column) => given.includes(nameOf(column)));
  const misfits = typed.map((column) => {
    const [name, type] = [nameOf(column), String(column.column_type)];
    const isChanged = /INT/.test(type)
      ? ` or try_cast(${name} as double) <> try_cast(${name} as ${type})`
      : "";
    return `any_value(${name}::varchar) filter (${name} is not null and (try_cast(${name} as ${type}) is null${isChanged})) as ${name}`;
  });
  const [row = {}] = await execute(
    connection,
    model,
    `select ${misfits.join(", ")} from (\n`,
    model.sql,
    "\n) as given",
  );
  for (const column of typed) {
    const [name, value] = [nameOf(column), row[nameOf(column)]];
    if (value === null || value === undefined) continue;
    throw new UserError(
      `${name} of ${model.name} holds "${value}", which is no ${kindOf(String(column.column_type))}`,
      {
        place: { file: model.file, line: lineOf(model.sql, String(value)) },
        fix: "mend the value and run again; nothing was published",
      },
    );
  }
  return given;
}

function cast(columns: Record<string, DuckDBValue>[]): string {
  return columns.map((column) => `${nameOf(column)}::${column.column_type} as ${nameOf(column)}`).join(", ");
}

function nameOf(described: Record<string, DuckDBValue>): string {
  return String(described.column_name);
}

function kindOf(type: string): string {
  if (/INT/.test(type)) return "whole number";
  if (/DECIMAL|DOUBLE|FLOAT/.test(type)) return "number";
  if (type === "DATE") return "day such as 2025-12-31";
  return type === "BOOLEAN" ? "true or false" : type.toLowerCase();
}

/** Runs `before + sql + after`, where `before` ends its line; a mistake in `sql` is a SqlError. */
async function execute(
  connection: DuckDBConnection,
  model: Model,
  before: string,
  sql: string,
  after: string,
): Promise<Record<string, DuckDBValue>[]> {
  try {
    return (await connection.runAndReadAll(before + sql + after)).getRowObjects();
  } catch (error) {
    throw new SqlError(model, error);
  }
}

async function oneSelect(connection: DuckDBConnection, model: Model): Promise<void> {
  let count = 0;
  try {
    if (essence(model.sql) !== "") count = (await connection.extractStatements(`\n${model.sql}`)).count;
  } catch (error) {
    throw new SqlError(model, error);
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

/** The model with the texts of those that are stored nowhere in the place of their names. */
function inlined(model: Model, reads: readonly Model[]): Model {
  const texts = reads.filter(({ isInlined }) => isInlined);
  const sql = texts.reduce(
    (all, { name, sql }) =>
      all.replace(new RegExp(`\\b(from|join) ${name}\\b`, "g"), (_, word) => `${word} (\n${sql}\n)`),
    model.sql,
  );
  return { ...model, sql };
}

/** A model's text with the values of a row of its `forEach`. */
export function withValues(
  model: Pick<Model, "file" | "forEach" | "sql">,
  row: Record<string, string>,
): string {
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

/** A whole number is bare, because it may be part of a name: `revenue_$step`. */
function standIn(type: string): string {
  return /INT/.test(type) ? "0" : `null::${type}`;
}

export function literal(value: DuckDBValue): string {
  if (value === null) return "null";
  if (value instanceof DuckDBDateValue) return `date '${value}'`;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}
