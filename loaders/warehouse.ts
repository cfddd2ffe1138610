import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "./errors.ts";
import type { Progress } from "./progress.ts";
import { readWarnings } from "./sql/checks.ts";
import { explain } from "./sql/explain.ts";
import { readModels } from "./sql/read_models.ts";
import { type Checked, type RunOptions, type RunResult, runModels } from "./sql/run_models.ts";
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
  early?: RunOptions["early"];
  signal?: RunOptions["signal"];
}

/** What a build did: the models it ran, with their time in ms, and those that were up to date. */
export interface BuildResult extends Pick<RunResult, "ran" | "kept"> {
  /** What checks found that does not end the build, a sentence each. */
  warnings: string[];
}

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
    if (existsSync(warehouse)) unlock = await copyLocked(warehouse, path, { readOnly: false });
    const result = await withWritable(path, options, (connection) => bringUpToDate(connection, options));
    // Some systems rename nothing over a file that is open.
    unlock();
    unlock = () => {};
    renameSync(path, warehouse);
    return result;
  } finally {
    unlock();
    building.delete(resolve(warehouse));
    removeWarehouse(path);
  }
}

/**
 * Brings a copy of the warehouse up to date with other models, lets `use` look into it, and removes it: the warehouse
 * itself is only read. See runModels for `choose`; a check that fails does not end it.
 */
export async function withDraft<Result>(
  { warehouse, progress, root, models, choose }: Pick<BuildOptions, "warehouse"> & RunOptions,
  use: (connection: DuckDBConnection, result: RunResult) => Promise<Result>,
): Promise<Result> {
  const folder = dirname(warehouse);
  mkdirSync(folder, { recursive: true });
  removeAbandoned(folder, `${basename(warehouse)}.draft-`);
  const path = `${warehouse}.draft-${process.pid}`;
  try {
    if (existsSync(warehouse)) (await copyLocked(warehouse, path, { readOnly: true }))();
    return await withWritable(path, { root }, async (connection) =>
      use(connection, await runModels(connection, { root, models, choose, goesOn: true, progress })),
    );
  } finally {
    removeWarehouse(path);
  }
}

function removeWarehouse(path: string): void {
  for (const rest of [path, `${path}.wal`]) rmSync(rest, { force: true });
  rmSync(`${path}.tmp`, { force: true, recursive: true });
}

const building = new Set<string>();

/** The oldest DuckDB that can read a warehouse, and the form in which it is stored. */
const STORAGE = "v1.4.0";

/** Locks the warehouse until the function that it returns is called, and copies it unless its form is an older one. */
async function copyLocked(
  warehouse: string,
  path: string,
  { readOnly }: { readOnly: boolean },
): Promise<() => void> {
  const { instance, connection } = await openWarehouse(warehouse, { readOnly });
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
      if (!readOnly) await connection.run("checkpoint");
      else if (existsSync(`${warehouse}.wal`)) copyFileSync(`${warehouse}.wal`, `${path}.wal`);
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

/** Opens a warehouse as the models want it, and closes it; what goes wrong is explained. */
export async function withWritable<Result>(
  path: string,
  { root, memory }: { root: string; memory?: string | undefined },
  use: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const { instance, connection } = await openWarehouse(path, { readOnly: false, memory });
  try {
    // Row order means nothing in these relations, and keeping it costs memory.
    await connection.run("set preserve_insertion_order = false");
    await connection.run("set timezone = 'UTC'");
    await connection.run(`set file_search_path = '${root.replaceAll("'", "''")}'`);
    return await use(connection);
  } catch (error) {
    throw await explain(error, root);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function bringUpToDate(
  connection: DuckDBConnection,
  { root, overlay, inspect, ...options }: BuildOptions,
): Promise<BuildResult> {
  const goesOn = inspect !== undefined;
  const models = readModels(root, overlay);
  const result = await runModels(connection, { ...options, root, models, goesOn });
  await inspect?.(connection, result.checks);
  for (const { mistake } of result.checks) if (mistake) throw mistake;
  const { ran, kept, checks } = result;
  return { ran, kept, warnings: await readWarnings(connection, checks) };
}
