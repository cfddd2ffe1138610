import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";

/** What is known of the warehouse: its models' SQL, the thresholds in force and the days it holds. */
export interface Catalog {
  /** ISO day that the newest figures are true for. */
  as_of: string;
  as_of_is_partial: boolean;
  currency: string;
  /** Below how many customers a cell is hidden. */
  fewest: number;
  /** ISO days, oldest first. */
  snapshots: string[];
  models: CatalogModel[];
  thresholds: CatalogThreshold[];
}

interface CatalogModel {
  name: string;
  file: string;
  sql: string;
  /** The relations it reads. */
  upstream: string[];
}

interface CatalogThreshold extends Omit<CatalogModel, "upstream"> {
  columns: string[];
  rows: unknown[][];
}

const LAYERS = ["thresholds", "sources", "staging", "customers", "marts", "checks"];

/** Reads the SQL from `sql/` and the overlay, and the rest from the warehouse. */
export async function readCatalog(
  connection: DuckDBConnection,
  { root, overlay }: { root: string; overlay?: string | undefined },
): Promise<Catalog> {
  const models = (await Promise.all(LAYERS.map((layer) => readModels(layer, root, overlay)))).flat();
  const relations = new Set((await rows(connection, RELATIONS)).map(([name]) => String(name)));
  const thresholds: CatalogThreshold[] = [];
  for (const { name, file, sql } of models) {
    if (!name.startsWith("thresholds.") || !relations.has(name)) continue;
    const reader = await connection.runAndReadAll(`select * from ${name}`);
    thresholds.push({
      name,
      file,
      sql,
      columns: reader.columnNames(),
      rows: reader.getRowsJson() as unknown[][],
    });
  }
  return {
    ...(await readDays(connection, relations)),
    currency: String(decided(thresholds, "reporting_currency") ?? decided(thresholds, "currency") ?? "USD"),
    fewest: Number(decided(thresholds, "minimum_customers") ?? decided(thresholds, "min_customers") ?? 5),
    models,
    thresholds,
  };
}

async function readModels(layer: string, root: string, overlay: string | undefined): Promise<CatalogModel[]> {
  const files = new Map<string, string>();
  for (const folder of [join(root, "sql", layer), ...(overlay ? [join(overlay, layer)] : [])]) {
    if (!existsSync(folder)) continue;
    for (const file of await readdir(folder)) if (file.endsWith(".sql")) files.set(file, join(folder, file));
  }
  const models = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    models.map(async ([file, path]) => {
      const sql = await readFile(path, "utf8");
      const name = `${layer}.${file.slice(0, -".sql".length)}`;
      return {
        name,
        file: `sql/${layer}/${file}`,
        sql,
        upstream: readBy(sql, name),
      };
    }),
  );
}

function readBy(sql: string, name: string): string[] {
  const code = sql.replace(/--.*$/gm, "");
  const named = code.matchAll(new RegExp(`\\b(?:${LAYERS.join("|")})\\.[a-z_][a-z0-9_]*`, "g"));
  return [...new Set([...named].map(([relation]) => relation))]
    .filter((relation) => relation !== name)
    .sort();
}

const RELATIONS = "select table_schema || '.' || table_name from information_schema.tables";

async function readDays(connection: DuckDBConnection, relations: Set<string>) {
  const days = relations.has("customers.snapshots")
    ? (
        await rows(connection, "select distinct as_of::date::varchar from customers.snapshots order by 1")
      ).map(([day]) => String(day))
    : [];
  const as_of = days.at(-1) ?? "1970-01-01";
  const next = new Date(Date.parse(as_of) + 86_400_000);
  return { as_of, as_of_is_partial: next.getUTCDate() !== 1, snapshots: days };
}

/** A decision that is one value: the column of that name in any threshold's first row. */
function decided(thresholds: readonly CatalogThreshold[], column: string): unknown {
  for (const { columns, rows } of thresholds) {
    const index = columns.indexOf(column);
    if (index >= 0 && rows.length) return rows[0]?.[index];
  }
  return undefined;
}

async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJson() as unknown[][];
}
