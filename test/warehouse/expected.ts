import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection, Json } from "@duckdb/node-api";

/**
 * The rows that a relation should hold. A file `expected/<relation>.csv`: `#` lines say why, or choose the rows by
 * `# where <condition>`; then a header with the columns that matter (or expressions on them), then the rows in any order.
 * An empty cell is null.
 */
export interface Expected {
  relation: string;
  condition: string;
  columns: string[];
  rows: string[][];
}

/** What a case folder expects. */
export async function readExpected(folder: string): Promise<Expected[]> {
  const names = (await readdir(join(folder, "expected"))).sort();
  if (names.length === 0) throw new Error(`${folder} expects nothing`);
  return Promise.all(
    names.map(async (name) => {
      const lines = (await readFile(join(folder, "expected", name), "utf8")).split("\n");
      const condition = lines.find((line) => line.startsWith("# where "))?.slice("# where ".length) ?? "true";
      const [header = "", ...rows] = lines.filter((line) => line !== "" && !line.startsWith("#"));
      const relation = name.replace(/\.csv$/, "");
      return { relation, condition, columns: header.split(","), rows: rows.map((row) => row.split(",")) };
    }),
  );
}

/** The rows that are there and those that should be, both as the relation's types write them, in one order. */
export async function compare(
  connection: DuckDBConnection,
  { relation, condition, columns, rows }: Expected,
): Promise<{ found: Json[][]; expected: Json[][] }> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const list = columns.join(", ");
  const found = await read(`select ${list} from ${relation} where ${condition} order by all`);
  const types = (await connection.runAndReadAll(`select ${list} from ${relation} limit 0`)).columnTypes();
  const cell = (value: string | undefined, index: number) =>
    value === undefined || value === ""
      ? `null::${types[index]}`
      : `'${value.replaceAll("'", "''")}'::${types[index]}`;
  const values = rows.map((row) => `(${columns.map((_, index) => cell(row[index], index)).join(", ")})`);
  const expected = rows.length === 0 ? [] : await read(`from (values ${values.join(", ")}) order by all`);
  return { found, expected };
}
