import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance, type Json } from "@duckdb/node-api";
import { root } from "./build.ts";

/** A database in memory where models are run one by one over tables given by hand: for laws that need many tries. */
export interface SingleModels {
  /** Makes a relation from a query, in place of the model of that name. */
  give(name: string, query: string): Promise<void>;
  /** Makes relations from the shipped models of these names, in this order. */
  run(...names: string[]): Promise<void>;
  /** Rows as arrays, values as JSON has them. */
  rows(sql: string): Promise<Json[][]>;
  close(): void;
}

export async function singleModels(): Promise<SingleModels> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const layer of ["thresholds", "staging", "customers", "marts"]) {
    await connection.run(`create schema ${layer}`);
  }
  const give = async (name: string, query: string) => {
    await connection.run(`create or replace table ${name} as (\n${query}\n)`);
  };
  return {
    give,
    async run(...names) {
      for (const name of names) {
        await give(name, await readFile(join(root, "sql", `${name.replace(".", "/")}.sql`), "utf8"));
      }
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
