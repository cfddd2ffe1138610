import { type DuckDBConnection, DuckDBInstance, DuckDBTypeId } from "@duckdb/node-api";
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
import { readCatalog } from "./catalog.ts";
import { UserError } from "./errors.ts";
import type { About } from "./site_config.ts";

export interface ExportOptions {
  /** The project's folder. */
  root: string;
  overlay?: string | undefined;
  /** The warehouse's file; only read. */
  warehouse: string;
}

/** What pages read: the content of each file by its name in `data/`, and what the site is about. */
export interface Exported {
  files: ReadonlyMap<string, Uint8Array>;
  about: About;
}

/** Every mart as Arrow (split by a column when its header says `-- files: column`), and the catalog, from one state. */
export async function exportMarts({ root, overlay, warehouse }: ExportOptions): Promise<Exported> {
  const instance = await DuckDBInstance.create(warehouse, {
    access_mode: "READ_ONLY",
  });
  const connection = await instance.connect();
  try {
    await connection.run("begin transaction read only");
    const catalog = await readCatalog(connection, { root, overlay });
    const files = new Map<string, Uint8Array>();
    for (const { name, file, sql } of catalog.models) {
      if (!name.startsWith("marts.")) continue;
      const mart = name.slice("marts.".length);
      const columns = await readColumns(connection, name, file);
      const splitBy = /^-- files: *(\w+)/m.exec(sql)?.[1];
      if (!splitBy) {
        files.set(`${mart}.arrow`, toArrow(columns));
        continue;
      }
      for (const [value, part] of split(columns, splitBy, name, file))
        files.set(`${mart}.${value}.arrow`, toArrow(part));
    }
    files.set("catalog.json", new TextEncoder().encode(JSON.stringify(catalog)));
    const { as_of, as_of_is_partial, currency, fewest } = catalog;
    return { files, about: { as_of, as_of_is_partial, currency, fewest } };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

interface Column {
  name: string;
  type: DuckDBTypeId;
  values: readonly unknown[];
}

async function readColumns(connection: DuckDBConnection, relation: string, file: string): Promise<Column[]> {
  const reader = await connection.runAndReadAll(`select * from ${relation}`);
  const values = reader.getColumnsJS();
  return reader.columnNames().map((name, index) => {
    const type = reader.columnTypeId(index);
    if (!(type in ARROW_TYPES)) {
      throw new UserError(
        `column "${name}" of ${relation} is ${reader.columnType(index)}, which pages cannot read`,
        {
          place: { file },
          fix: `cast it to integer, double, varchar, date or boolean: ${name}::double as ${name}`,
        },
      );
    }
    return { name, type, values: values[index] ?? [] };
  });
}

function* split(
  columns: Column[],
  by: string,
  relation: string,
  file: string,
): Generator<[string, Column[]]> {
  const keys = columns.find(({ name }) => name === by)?.values;
  if (!keys) {
    throw new UserError(`${relation} is to be split by "${by}", which it has no column for`, {
      place: { file },
      fix: 'mend its header "-- files: …"',
    });
  }
  for (const key of new Set(keys)) {
    const chosen = columns
      .filter(({ name }) => name !== by)
      .map((column) => ({
        ...column,
        values: column.values.filter((_, row) => keys[row] === key),
      }));
    yield [String(key), chosen];
  }
}

const ARROW_TYPES: Partial<Record<DuckDBTypeId, (values: readonly unknown[]) => DataType>> = {
  [DuckDBTypeId.INTEGER]: () => new Int32(),
  [DuckDBTypeId.DOUBLE]: () => new Float64(),
  [DuckDBTypeId.BOOLEAN]: () => new Bool(),
  [DuckDBTypeId.DATE]: () => new DateDay(),
  [DuckDBTypeId.VARCHAR]: (values) => new Dictionary(new Utf8(), indexType(new Set(values).size)),
};

// Texts are few and repeated: as small an index as holds them.
function indexType(distinct: number): Int8 | Int16 | Int32 {
  return distinct < 127 ? new Int8() : distinct < 32_767 ? new Int16() : new Int32();
}

function toArrow(columns: Column[]): Uint8Array {
  const vectors: Record<string, Vector> = {};
  for (const { name, type, values } of columns) {
    const arrowType = ARROW_TYPES[type]?.(values);
    if (arrowType) vectors[name] = vectorFromArray([...values], arrowType);
  }
  return tableToIPC(new Table(vectors), "stream");
}
