import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "./errors.ts";
import { type Progress, silentProgress } from "./progress.ts";
import { checkGrain, failedCheck } from "./sql/checks.ts";
import { sourceFiles } from "./sql/files.ts";
import { digest, essence, type Node, orderModels } from "./sql/graph.ts";
import { layers } from "./sql/model.ts";
import { readModels } from "./sql/read_models.ts";
import { type Relations, runModel } from "./sql/run.ts";

export interface BuildOptions {
  /** The project's root, which holds `sql/`. */
  root: string;
  /** A folder shaped like `sql/` that stands in for it file by file. */
  overlay?: string | undefined;
  /** The DuckDB file to build into. */
  warehouse: string;
  progress?: Progress;
  /** DuckDB's memory limit, such as "5GB". */
  memory?: string | undefined;
}

/** What a build did: the models it ran, with their time in ms, and those that were up to date. */
export interface BuildResult {
  ran: { name: string; ms: number }[];
  kept: string[];
}

/** Bump when the runner itself makes other relations from the same files. */
const RUNNER = "1";

/**
 * Brings the warehouse up to date with `sql/`, the overlay and the source files, running only what hangs on a
 * change. All or nothing: one transaction in the file that is there, or a new file that is renamed when whole.
 * Throws a UserError that names file and line; the warehouse is then as it was.
 */
export async function buildWarehouse(options: BuildOptions): Promise<BuildResult> {
  const { warehouse } = options;
  mkdirSync(dirname(warehouse), { recursive: true });
  const isNew = !existsSync(warehouse);
  const path = isNew ? `${warehouse}.building-${process.pid}` : warehouse;
  try {
    const result = await inTransaction(path, options);
    if (isNew) renameSync(path, warehouse);
    return result;
  } finally {
    if (isNew) for (const rest of [path, `${path}.wal`]) rmSync(rest, { force: true });
  }
}

/** Opens a warehouse; the caller closes both. */
export async function openWarehouse(
  path: string,
  { readOnly = true, memory }: { readOnly?: boolean; memory?: string | undefined } = {},
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  if (readOnly && !existsSync(path))
    throw new UserError(`there is no warehouse ${path}`, { fix: "run `npm run build` first" });
  try {
    const instance = await DuckDBInstance.create(path, {
      access_mode: readOnly ? "READ_ONLY" : "AUTOMATIC",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      ...(memory ? { memory_limit: memory } : {}),
    });
    return { instance, connection: await instance.connect() };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (/lock/i.test(text))
      throw new UserError(`the warehouse ${path} is in use by another build or program`, {
        fix: "wait for it to end or stop it, then run again; the site is unchanged",
        cause: error,
      });
    throw new UserError(`the warehouse ${path} can't be opened: ${text.split("\n")[0]}`, {
      fix: "it is made anew from the sources: delete the file and run again",
      cause: error,
    });
  }
}

async function inTransaction(path: string, options: BuildOptions): Promise<BuildResult> {
  const { instance, connection } = await openWarehouse(path, { readOnly: false, memory: options.memory });
  try {
    // Row order means nothing in these relations, and keeping it costs memory.
    await connection.run("set preserve_insertion_order = false");
    await connection.run("set timezone = 'UTC'");
    await connection.run(`set file_search_path = '${options.root.replaceAll("'", "''")}'`);
    await connection.run("begin");
    const result = await runAll(connection, options);
    await connection.run("commit");
    return result;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function runAll(
  connection: DuckDBConnection,
  { root, overlay, progress = silentProgress }: BuildOptions,
): Promise<BuildResult> {
  for (const layer of layers) await connection.run(`create schema if not exists ${layer}`);
  await connection.run("create schema if not exists tierboard");
  await connection.run(
    `create table if not exists tierboard.models
     (name varchar primary key, file varchar, says varchar, sql varchar, reads varchar[], files varchar[],
      fingerprint varchar, failing_rows integer, is_warning boolean)`,
  );
  const nodes = orderModels(readModels(root, overlay));
  const relations = await forgetOthers(connection, nodes);
  const files = new Map(nodes.map(({ model }) => [model.name, model.file]));
  const before = await fingerprints(connection);
  const now = new Map<string, string>();
  const result: BuildResult = { ran: [], kept: [] };
  const made: string[] = [];
  let step = progress.step("warehouse", nodes.length);
  let layer = "";
  for (const node of nodes) {
    const { model } = node;
    if (model.layer !== layer && model.layer !== "checks") {
      if (layer) step.done();
      layer = model.layer;
      step = progress.step(layer, nodes.filter((each) => each.model.layer === layer).length);
    }
    const print = await fingerprint(connection, node, now, root);
    const start = performance.now();
    if (before.get(model.name)?.split("/")[0] === print) {
      now.set(model.name, before.get(model.name) ?? print);
      result.kept.push(model.name);
    } else {
      await runModel(connection, model, relations);
      await checkGrain(connection, model);
      const failing = model.layer === "checks" ? await failedCheck(connection, model, files) : null;
      const content = model.layer === "thresholds" ? await contentDigest(connection, model.name) : print;
      now.set(model.name, `${print}/${content}`);
      made.push(recordOf(node, `${print}/${content}`, failing));
      result.ran.push({ name: model.name, ms: performance.now() - start });
    }
    step.advance(1, model.name);
  }
  step.done();
  // One statement for all: row by row it would cost more than a small company's whole build.
  if (made.length > 0)
    await connection.run(`insert or replace into tierboard.models values ${made.join(", ")}`);
  return result;
}

/** What a model hangs on: its own text, what it reads, and the files that a source names. */
async function fingerprint(
  connection: DuckDBConnection,
  { model, reads }: Node,
  now: Map<string, string>,
  root: string,
): Promise<string> {
  const upstream = reads.map((name) => `${name}=${now.get(name)?.split("/")[1]}`);
  const files = model.layer === "sources" ? await sourceFiles(connection, model.sql, root) : [];
  const header = [model.isView, model.forEach, model.grain, model.files, model.isWarning].join("|");
  return digest([RUNNER, header, essence(model.sql), ...upstream, ...files]);
}

/** Thresholds are small, so what hangs on one is rebuilt only when its rows change. */
async function contentDigest(connection: DuckDBConnection, name: string): Promise<string> {
  const rows = await connection.runAndReadAll(`from ${name} order by all`);
  return digest([JSON.stringify(rows.columnNames()), JSON.stringify(rows.getRowsJson())]);
}

async function fingerprints(connection: DuckDBConnection): Promise<Map<string, string>> {
  const rows = await connection.runAndReadAll("select name, fingerprint from tierboard.models");
  return new Map(rows.getRows().map(([name, print]) => [String(name), String(print)]));
}

/** A model's row of `tierboard.models`, as SQL. */
function recordOf({ model, reads }: Node, print: string, failing: number | null): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const list = (values: string[]) => `[${values.map(text).join(", ")}]::varchar[]`;
  const row = [
    text(model.name),
    text(model.file),
    text(model.says),
    text(model.sql),
    list(reads),
    list(model.files),
  ];
  return `(${row.join(", ")}, ${text(print)}, ${failing}, ${model.isWarning})`;
}

/** Drops relations whose file is gone; returns the kind of each one that is left, by its name. */
async function forgetOthers(connection: DuckDBConnection, nodes: Node[]): Promise<Relations> {
  const names = new Set(nodes.map((node) => node.model.name));
  const relations: Relations = new Map();
  const rows = await connection.runAndReadAll(
    `select table_schema || '.' || table_name as name, table_type
     from information_schema.tables where table_schema in (${layers.map((layer) => `'${layer}'`).join(", ")})`,
  );
  for (const [key, type] of rows.getRows()) {
    const [name, kind] = [String(key), type === "VIEW" ? ("view" as const) : ("table" as const)];
    if (names.has(name)) {
      relations.set(name, kind);
      continue;
    }
    await connection.run(`drop ${kind} ${name}`);
    await connection.run(`delete from tierboard.models where name = '${name}'`);
  }
  return relations;
}
