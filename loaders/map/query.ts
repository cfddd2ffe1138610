import { DuckDBInstance } from "@duckdb/node-api";

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** A throw-away DuckDB that reads the user's files. */
export interface Query {
  /** Rows as plain values; counts as numbers, decimals and big integers as text. */
  rows(sql: string): Promise<Row[]>;
  run(sql: string): Promise<void>;
  close(): void;
}

/** Opens an in-memory DuckDB that neither installs nor loads an extension. */
export async function openQuery(): Promise<Query> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  return {
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson().map(plainRow);
    },
    async run(sql) {
      await connection.run(sql);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function plainRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainCell(value)]));
}

function plainCell(value: unknown): Cell {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return JSON.stringify(value);
}
