import { DuckDBInstance, type Json } from "@duckdb/node-api";
import { layers, type Model } from "../../loaders/sql/model.ts";
import { readModels } from "../../loaders/sql/read_models.ts";
import { type Relations, runModel } from "../../loaders/sql/run.ts";
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
  const models = new Map(readModels(root).map((model) => [model.name, model]));
  const relations: Relations = new Map();
  for (const layer of layers) await connection.run(`create schema ${layer}`);
  return {
    async give(name, query) {
      const old = relations.get(name);
      if (old) await connection.run(`drop ${old} ${name}`);
      await connection.run(`create table ${name} as (\n${query}\n)`);
      relations.set(name, "table");
    },
    async run(...names) {
      for (const name of names) {
        const model = models.get(name);
        if (!model) throw new Error(`there is no model ${name}`);
        const parts = (each: Model) => each.name.startsWith(`${name}/`);
        const texts = [...models.values()].filter((each) => parts(each) || each.isInlined);
        await runModel(connection, model, relations, texts);
        relations.set(name, model.isView ? "view" : "table");
      }
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
