import type { DuckDBConnection } from "@duckdb/node-api";
import type { Node } from "./graph.ts";
import type { Model } from "./model.ts";

/** What the warehouse remembers of a model that it holds. */
export interface ModelRecord {
  /** Fingerprint of all that the model hangs on. */
  print: string;
  /** What the fingerprints of those who read it are made of: its rows, where they are few. */
  content: string;
  /** The files of a source, each as `path:size:modified`. */
  inputs: string[];
  /** How many rows a check found; null for other models. */
  failingRows: number | null;
}

/** The records of the build before, by model; those of models that are gone are dropped. */
export async function readRecords(
  connection: DuckDBConnection,
  models: ReadonlyMap<string, Model>,
): Promise<Map<string, ModelRecord>> {
  await connection.run("create schema if not exists tierboard");
  await connection.run(
    `create table if not exists tierboard.models
     (name varchar primary key, file varchar, says varchar, sql varchar, reads varchar[], files varchar[],
      fingerprint varchar, failing_rows integer, is_warning boolean)`,
  );
  // Of a warehouse that an older tierboard made.
  await connection.run("alter table tierboard.models add column if not exists inputs varchar[]");
  const rows = await connection.runAndReadAll("select name, fingerprint, failing_rows from tierboard.models");
  const records = new Map<string, ModelRecord>();
  for (const [name, fingerprint, failing] of rows.getRows()) {
    const [print = "", content = ""] = String(fingerprint).split("/");
    if (models.has(String(name)))
      records.set(String(name), {
        print,
        content,
        inputs: [],
        failingRows: failing === null ? null : Number(failing),
      });
    else await connection.run(`delete from tierboard.models where name = ${text(String(name))}`);
  }
  return records;
}

/**
 * Writes the records of models: of all of them, since a text may have changed without its meaning. In one statement:
 * row by row it would cost more than a small company's build.
 */
export async function writeRecords(
  connection: DuckDBConnection,
  nodes: Node[],
  records: ReadonlyMap<string, ModelRecord>,
): Promise<void> {
  if (nodes.length === 0) return;
  const list = (values: string[]) => `[${values.map(text).join(", ")}]::varchar[]`;
  const rows = nodes.map(({ model, reads }) => {
    const { print, content, inputs = [], failingRows } = records.get(model.name) ?? {};
    const texts = [model.name, model.file, model.says, model.sql].map(text);
    const lists = [list(reads), list(model.files)];
    return `(${[...texts, ...lists, text(`${print}/${content}`), failingRows ?? "null", model.isWarning, list(inputs)].join(", ")})`;
  });
  await connection.run(`insert or replace into tierboard.models values ${rows.join(", ")}`);
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
