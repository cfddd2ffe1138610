import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "./errors.ts";
import { type Progress, silentProgress } from "./progress.ts";
import { checkGrain, type Finding, readFinding } from "./sql/checks.ts";
import { explain, SqlError } from "./sql/explain.ts";
import { sourceFiles } from "./sql/files.ts";
import { digest, essence, type Node, orderModels } from "./sql/graph.ts";
import { layers, type Model } from "./sql/model.ts";
import { readModels } from "./sql/read_models.ts";
import { makeReaders } from "./sql/readers.ts";
import { type ModelRecord, readRecords, writeRecords } from "./sql/records.ts";
import { type Relations, runModel } from "./sql/run.ts";
import { makeScoring } from "./sql/scoring.ts";
import { isAlive } from "./swap.ts";

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
  /**
   * Looks into the warehouse when every model and check has run, or when a check of thresholds failed. With it, the
   * first failing check no longer ends the build; but nothing is kept all the same, and the build ends with its mistake.
   */
  inspect?: (connection: DuckDBConnection, checks: Checked[]) => Promise<void>;
}

/** A check of the build and what it found. */
export interface Checked extends Finding {
  model: Model;
}

/** What a build did: the models it ran, with their time in ms, and those that were up to date. */
export interface BuildResult {
  ran: { name: string; ms: number }[];
  kept: string[];
}

/** Bump when the runner itself makes other relations from the same files. */
const RUNNER = "3";

/**
 * Brings the warehouse up to date with `sql/`, the overlay and the source files, running only what hangs on a
 * change. All or nothing: it works on a copy beside the warehouse, which is renamed when whole.
 * Throws a UserError that names file and line; the warehouse is then as it was.
 */
export async function buildWarehouse(options: BuildOptions): Promise<BuildResult> {
  const { warehouse } = options;
  const folder = dirname(warehouse);
  mkdirSync(folder, { recursive: true });
  removeAbandoned(folder, `${basename(warehouse)}.building-`);
  // DuckDB's lock keeps other processes out, but not this one.
  if (building.has(resolve(warehouse))) throw inUse(warehouse);
  building.add(resolve(warehouse));
  const path = `${warehouse}.building-${process.pid}`;
  let unlock = () => {};
  try {
    if (existsSync(warehouse)) unlock = await copyLocked(warehouse, path);
    const result = await bringUpToDate(path, options);
    // Some systems rename nothing over a file that is open.
    unlock();
    unlock = () => {};
    renameSync(path, warehouse);
    return result;
  } finally {
    unlock();
    building.delete(resolve(warehouse));
    for (const rest of [path, `${path}.wal`]) rmSync(rest, { force: true });
    rmSync(`${path}.tmp`, { force: true, recursive: true });
  }
}

const building = new Set<string>();

/** The oldest DuckDB that can read a warehouse, and the form in which it is stored. */
const STORAGE = "v1.4.0";

/** Locks the warehouse until the function that it returns is called, and copies it unless its form is an older one. */
async function copyLocked(warehouse: string, path: string): Promise<() => void> {
  const { instance, connection } = await openWarehouse(warehouse, { readOnly: false });
  const unlock = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    const stored = await connection.runAndReadAll(
      "select tags['storage_version'] from duckdb_databases() where path is not null",
    );
    if (String(stored.getRows()[0]?.[0]) === `${STORAGE}+`) {
      // What a killed program left beside the file belongs into it.
      await connection.run("checkpoint");
      copyFileSync(warehouse, path, constants.COPYFILE_FICLONE);
    }
    return unlock;
  } catch (error) {
    unlock();
    throw await explain(error, "");
  }
}

/** Removes what killed builds left: files named by a process that is no more. */
function removeAbandoned(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (pid !== process.pid && !isAlive(pid)) rmSync(join(folder, name), { force: true, recursive: true });
  }
}

function inUse(warehouse: string, cause?: unknown): UserError {
  return new UserError(`the warehouse ${warehouse} is in use by another build or program`, {
    fix: "wait for it to end or stop it, then run again; the site is unchanged",
    cause,
  });
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
      ...(readOnly ? {} : { storage_compatibility_version: STORAGE }),
      ...(memory ? { memory_limit: memory } : {}),
    });
    return { instance, connection: await instance.connect() };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (/lock/i.test(text)) throw inUse(path, error);
    throw new UserError(`the warehouse ${path} can't be opened: ${text.split("\n")[0]}`, {
      fix: "it is made anew from the sources: delete the file and run again",
      cause: error,
    });
  }
}

async function bringUpToDate(path: string, options: BuildOptions): Promise<BuildResult> {
  const { instance, connection } = await openWarehouse(path, { readOnly: false, memory: options.memory });
  try {
    // Row order means nothing in these relations, and keeping it costs memory.
    await connection.run("set preserve_insertion_order = false");
    await connection.run("set timezone = 'UTC'");
    await connection.run(`set file_search_path = '${options.root.replaceAll("'", "''")}'`);
    return await runAll(connection, options);
  } catch (error) {
    throw await explain(error, options.root);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function runAll(
  connection: DuckDBConnection,
  { root, overlay, progress = silentProgress, inspect }: BuildOptions,
): Promise<BuildResult> {
  for (const layer of layers) await connection.run(`create schema if not exists ${layer}`);
  await makeReaders(connection);
  await makeScoring(connection);
  const nodes = orderModels(readModels(root, overlay));
  const models = new Map(nodes.map(({ model }) => [model.name, model]));
  const relations = await forgetOthers(connection, models);
  const before = await readRecords(connection, models);
  const now = new Map<string, ModelRecord>();
  const result: BuildResult = { ran: [], kept: [] };
  const checks: Checked[] = [];
  const transaction = await openTransaction(connection);
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
    const kept = before.get(model.name);
    if (kept?.print === print) {
      now.set(model.name, kept);
      result.kept.push(model.name);
      if (model.layer === "checks") checks.push({ model, rows: kept.failingRows ?? 0, mistake: null });
    } else {
      await runModel(connection, model, relations).catch((error) => {
        const sources = nodes.flatMap((each) => (each.model.layer === "sources" ? [each.model] : []));
        throw error instanceof SqlError ? new SqlError(error.model, error.cause, sources) : error;
      });
      await checkGrain(connection, model);
      const finding = model.layer === "checks" ? await readFinding(connection, model, models) : null;
      if (finding) checks.push({ model, ...finding });
      if (finding?.mistake && (!inspect || isEarly(node))) {
        await inspect?.(connection, checks);
        throw finding.mistake;
      }
      const content = (await contentDigest(connection, model)) ?? print;
      now.set(model.name, { print, content, failingRows: finding?.rows ?? null });
      await transaction.tick();
      result.ran.push({ name: model.name, ms: performance.now() - start });
    }
    step.advance(1, model.name);
  }
  step.done();
  await writeRecords(connection, nodes, now);
  await transaction.end();
  await inspect?.(connection, checks);
  for (const { mistake } of checks) if (mistake) throw mistake;
  return result;
}

/**
 * Keeps a transaction open over small models, since each commit waits for the disk, and ends it after a large one: within
 * its own transaction DuckDB reads new rows without statistics, so skips none of them and joins on the wrong side.
 */
async function openTransaction(
  connection: DuckDBConnection,
): Promise<{ tick(): Promise<void>; end(): Promise<void> }> {
  const end = () => connection.run("commit").then(() => undefined);
  await connection.run("begin");
  let since = performance.now();
  return {
    end,
    async tick() {
      if (performance.now() - since < LONG_TRANSACTION) return;
      await end();
      await connection.run("begin");
      since = performance.now();
    },
  };
}

/** In ms. */
const LONG_TRANSACTION = 300;

/** A check of thresholds alone: what comes after can't work when it fails. */
function isEarly({ reads }: Node): boolean {
  return reads.every((name) => name.startsWith("thresholds."));
}

/** What a model hangs on: its own text, what it reads, and the files that a source names. */
async function fingerprint(
  connection: DuckDBConnection,
  { model, reads }: Node,
  now: ReadonlyMap<string, ModelRecord>,
  root: string,
): Promise<string> {
  const upstream = reads.map((name) => `${name}=${now.get(name)?.content}`);
  const files = model.layer === "sources" ? await sourceFiles(connection, model.sql, root) : [];
  const { isView, forEach, grain, files: split, isWarning, blames, standsFor } = model;
  const types = standsFor && essence(standsFor.sql);
  const header = [isView, forEach, grain, split, isWarning, blames, types].join("|");
  return digest([RUNNER, header, essence(model.sql), ...upstream, ...files]);
}

/** Of a small table, its rows: what hangs on it is rebuilt only when they change. Undefined for others. */
async function contentDigest(
  connection: DuckDBConnection,
  { name, layer, isView }: Model,
): Promise<string | undefined> {
  if (isView || layer === "sources" || layer === "checks") return undefined;
  const count = await connection.runAndReadAll(`select count(*) from ${name}`);
  if (Number(count.getRows()[0]?.[0]) > SMALL_TABLE) return undefined;
  const rows = await connection.runAndReadAll(`from ${name} order by all`);
  const types = rows.columnTypes().map(String);
  return digest([JSON.stringify([rows.columnNames(), types]), JSON.stringify(rows.getRowsJson())]);
}

/** In rows: reading so many costs a millisecond or two. */
const SMALL_TABLE = 2000;

/** Drops relations whose file is gone; returns the kind of each one that is left, by its name. */
async function forgetOthers(
  connection: DuckDBConnection,
  models: ReadonlyMap<string, Model>,
): Promise<Relations> {
  const relations: Relations = new Map();
  const rows = await connection.runAndReadAll(
    `select table_schema || '.' || table_name as name, table_type
     from information_schema.tables where table_schema in (${layers.map((layer) => `'${layer}'`).join(", ")})`,
  );
  for (const [key, type] of rows.getRows()) {
    const [name, kind] = [String(key), type === "VIEW" ? ("view" as const) : ("table" as const)];
    if (models.has(name)) relations.set(name, kind);
    else await connection.run(`drop ${kind} ${name}`);
  }
  return relations;
}
