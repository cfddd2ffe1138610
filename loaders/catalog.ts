import type { DuckDBConnection } from "@duckdb/node-api";

/** What is known of the warehouse: its models' SQL, the thresholds in force and the days it holds. */
export interface Catalog {
  /** ISO day that the newest figures are true for. */
  as_of: string;
  /** Whether that day is not the end of its month. */
  as_of_is_partial: boolean;
  /** The currency of every amount. */
  currency: string;
  /** Below how many customers a cell is hidden. */
  fewest: number;
  /** ISO days, oldest first. */
  snapshots: string[];
  models: CatalogModel[];
  thresholds: CatalogThreshold[];
}

/** What every page tells about its data (src/components/about.ts reads it). */
export type About = Pick<Catalog, "as_of" | "as_of_is_partial" | "currency" | "fewest">;

interface CatalogModel {
  /** `marts.rfm_grid` */
  name: string;
  file: string;
  /** What a row is. */
  says: string;
  sql: string;
  /** The relations it reads. */
  upstream: string[];
}

interface CatalogThreshold extends Omit<CatalogModel, "upstream"> {
  columns: string[];
  rows: unknown[][];
}

/** Reads it from the warehouse alone, so that it tells of the very SQL that made the figures. */
export async function readCatalog(connection: DuckDBConnection): Promise<Catalog> {
  const models = (await rows(connection, MODELS)).map(([name, file, says, sql, upstream]) => ({
    name: String(name),
    file: String(file),
    says: String(says),
    sql: String(sql),
    upstream: upstream as string[],
  }));
  const thresholds: CatalogThreshold[] = [];
  for (const { name, file, says, sql } of models) {
    if (!name.startsWith("thresholds.")) continue;
    const reader = await connection.runAndReadAll(`from ${name}`);
    const columns = reader.columnNames();
    thresholds.push({ name, file, says, sql, columns, rows: reader.getRowsJson() });
  }
  const days = await rows(connection, DAYS);
  const [as_of, isPartial] = days.at(-1) ?? ["1970-01-01", false];
  const [[currency, fewest] = []] = await rows(connection, DECISIONS);
  return {
    as_of: String(as_of),
    as_of_is_partial: Boolean(isPartial),
    currency: String(currency),
    fewest: Number(fewest),
    snapshots: days.map(([day]) => String(day)),
    models,
    thresholds,
  };
}

const MODELS = "select name, file, says, sql, reads from tierboard.models order by name";
const DAYS = "select as_of::varchar, is_partial from customers.calendar order by as_of";
const DECISIONS = `
    select calendar.reporting_currency, privacy.smallest_cell
    from thresholds.calendar as calendar, thresholds.privacy as privacy`;

async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}
