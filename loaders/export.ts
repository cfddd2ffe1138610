import { type DuckDBConnection, DuckDBTypeId } from "@duckdb/node-api";
import {
  Bool,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int8,
  Int16,
  Int32,
  Table,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { type About, readCatalog } from "./catalog.ts";
import { UserError } from "./errors.ts";
import { mergedCube } from "./merge_cells.ts";
import { type Model, parseModel } from "./sql/model.ts";
import { publicColumns } from "./suppress.ts";
import { openWarehouse } from "./warehouse.ts";

/** What pages read: the content of each file by its name in `data/`, and what the site is about. */
export interface Exported {
  files: ReadonlyMap<string, Uint8Array>;
  /** For each mart that is split, what stands for a part without rows. */
  emptyParts: ReadonlyMap<string, Uint8Array>;
  about: About;
}

/**
 * Every mart as Arrow, its rows ordered by its grain, and the catalog, from one state of the warehouse. A mart whose
 * header says `-- files: model` is one file per value: `tier_migration.segment.arrow`, without that column.
 */
export async function exportMarts(warehouse: string): Promise<Exported> {
  const { instance, connection } = await openWarehouse(warehouse);
  try {
    return await readMarts(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The same of a warehouse that is open; `wanted` are the marts to read, all unless given. */
export async function readMarts(
  connection: DuckDBConnection,
  wanted?: ReadonlySet<string>,
): Promise<Exported> {
  const catalog = await readCatalog(connection);
  const files = new Map<string, Uint8Array>();
  const emptyParts = new Map<string, Uint8Array>();
  for (const { name, file, sql } of catalog.models) {
    if (!name.startsWith("marts.") || wanted?.has(name) === false) continue;
    const mart = name.slice("marts.".length);
    const model = parseModel(name, file, sql);
    const query = `from ${name} order by ${model.grain.join(", ") || "all"}`;
    const read = await readColumns(connection, query, model);
    if (model.merge) {
      const { cells, bounds } = mergedCube(read, model.merge, catalog.fewest);
      files.set(`${mart}.arrow`, toArrow(cells));
      files.set(`${mart}.bounds.json`, new TextEncoder().encode(JSON.stringify(bounds)));
      continue;
    }
    const columns = publicColumns(read, model.suppress, catalog.fewest);
    if (model.files.length === 0) {
      files.set(`${mart}.arrow`, toArrow(columns));
      continue;
    }
    const kept = columns.filter((column) => !model.files.includes(column.name));
    emptyParts.set(mart, toArrow(rowsOf(kept, [])));
    for (const { key, rows } of parts(columns, model)) {
      files.set(`${[mart, ...key].join(".")}.arrow`, toArrow(rowsOf(kept, rows)));
    }
  }
  files.set("check_results.arrow", toArrow(await readColumns(connection, CHECK_RESULTS, CHECKS)));
  const { named, ...shown } = catalog;
  files.set("catalog.json", new TextEncoder().encode(JSON.stringify(shown)));
  const { as_of, as_of_is_partial, currency, fewest } = catalog;
  return { files, emptyParts, about: { as_of, as_of_is_partial, currency, fewest, named } };
}

interface Column {
  name: string;
  type: DuckDBTypeId;
  values: readonly unknown[];
}

/** What the build's checks found: for Data health, beside the marts. */
const CHECKS = { name: "tierboard.models", file: "loaders/export.ts" };
const CHECK_RESULTS = `
    select
        regexp_replace(name, '^checks[.]', '') as "check",
        says,
        failing_rows::integer as failing_rows,
        is_warning,
    from tierboard.models
    where name like 'checks.%'
    order by name`;

async function readColumns(
  connection: DuckDBConnection,
  query: string,
  { name, file }: Pick<Model, "name" | "file">,
): Promise<Column[]> {
  const reader = await connection.runAndReadAll(query);
  const values = reader.getColumnsJS();
  return reader.columnNames().map((column, index) => {
    const type = reader.columnTypeId(index);
    if (!(type in ARROW_TYPES)) {
      throw new UserError(
        `column "${column}" of ${name} is ${reader.columnType(index)}, which pages cannot read`,
        {
          place: { file },
          fix: `cast it to integer, double, varchar, date or boolean: ${column}::double as ${column}`,
        },
      );
    }
    return { name: column, type, values: values[index] ?? [] };
  });
}

/** The rows of a mart by the values of the columns it is split by. */
function parts(columns: Column[], { name, file, files }: Model): Iterable<{ key: string[]; rows: number[] }> {
  const by = files.map((wanted) => {
    const found = columns.find((column) => column.name === wanted);
    if (found) return found.values;
    throw new UserError(`${name} is to be split by "${wanted}", which it has no column for`, {
      place: { file },
      fix: 'mend its header "-- files: …"',
    });
  });
  const found = new Map<string, { key: string[]; rows: number[] }>();
  for (const row of columns[0]?.values.keys() ?? []) {
    const key = by.map((values) => nameOf(values[row]));
    const part = found.get(key.join(".")) ?? { key, rows: [] };
    part.rows.push(row);
    found.set(key.join("."), part);
  }
  return found.values();
}

/** A value as part of a file's name; days are ISO days. */
function nameOf(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

function rowsOf(columns: Column[], rows: number[]): Column[] {
  return columns.map((column) => ({ ...column, values: rows.map((row) => column.values[row]) }));
}

const ARROW_TYPES: Partial<Record<DuckDBTypeId, (values: readonly unknown[], place: number) => DataType>> = {
  [DuckDBTypeId.INTEGER]: () => new Int32(),
  [DuckDBTypeId.DOUBLE]: () => new Float64(),
  [DuckDBTypeId.BOOLEAN]: () => new Bool(),
  [DuckDBTypeId.DATE]: () => new DateDay(),
  // Without any text there is no dictionary, which the reader in the browser insists on.
  // The same rows are to be the same bytes, so dictionaries are not numbered through the whole process.
  [DuckDBTypeId.VARCHAR]: (values, place) =>
    values.some((value) => value !== null)
      ? new Dictionary(new Utf8(), indexType(new Set(values).size), place)
      : new Utf8(),
};

// Texts are few and repeated: as small an index as holds them.
function indexType(distinct: number): Int8 | Int16 | Int32 {
  return distinct < 127 ? new Int8() : distinct < 32_767 ? new Int16() : new Int32();
}

function toArrow(columns: Column[]): Uint8Array {
  const vectors: Record<string, Vector> = {};
  for (const [place, { name, type, values }] of columns.entries()) {
    const arrowType = ARROW_TYPES[type]?.(values, place);
    if (arrowType) vectors[name] = vectorFromArray([...values], arrowType);
  }
  return tableToIPC(new Table(vectors), "stream");
}
