import type { DuckDBConnection } from "@duckdb/node-api";
import { type Progress, silentProgress } from "../progress.ts";
import { checkGrain, type Finding, readFinding } from "./checks.ts";
import { SqlError } from "./explain.ts";
import { sourceFiles } from "./files.ts";
import { digest, essence, meaning, type Node, orderModels } from "./graph.ts";
import { isPart, layers, type Model } from "./model.ts";
import { makeNaturalBreaks } from "./natural_breaks.ts";
import { makeReaders } from "./readers.ts";
import { type ModelRecord, readRecords, writeRecords } from "./records.ts";
import { type Relations, runModel } from "./run.ts";
import { makeScoring } from "./scoring.ts";
import { makeTierPolicyFunctions } from "./tier_policy_functions.ts";

export interface RunOptions {
  /** The folder that paths in sources count from. */
  root: string;
  models: Model[];
  /** Chooses what to run and keep up to date, by name; everything unless given. What it reads must be among it. */
  choose?: ((nodes: readonly Node[]) => ReadonlySet<string>) | undefined;
  /** What is wanted before all else, one after the other. */
  early?: readonly Early[] | undefined;
  /** Ends the run between two models. */
  signal?: AbortSignal | undefined;
  /**
   * Goes on after a check that fails, to the end or to the end of the thresholds' own checks: nothing works with
   * thresholds that can't be followed. Otherwise the first mistake is thrown.
   */
  goesOn?: boolean;
  progress?: Progress | undefined;
}

/** Models that are run before others, with their checks: then `use` is told which models have run by now. */
export interface Early {
  choose: (nodes: readonly Node[]) => ReadonlySet<string>;
  use: (connection: DuckDBConnection, ran: ReadonlySet<string>) => Promise<void>;
}

/** A check and what it found. */
export interface Checked extends Finding {
  model: Model;
}

/** What was run, with its time in ms, what was up to date, and the checks. */
export interface RunResult {
  ran: { name: string; ms: number }[];
  kept: string[];
  checks: Checked[];
  /** What the warehouse knows of each model by now, by name. */
  records: ReadonlyMap<string, ModelRecord>;
}

/** Bump when the runner itself makes other relations from the same files. */
const RUNNER = "6";

/** Brings the open warehouse up to date with these models and their source files, running only what hangs on a change. */
export async function runModels(
  connection: DuckDBConnection,
  { root, models: all, choose, early = [], signal, goesOn = false, progress = silentProgress }: RunOptions,
): Promise<RunResult> {
  for (const layer of layers) await connection.run(`create schema if not exists ${layer}`);
  await makeReaders(connection);
  await makeScoring(connection);
  makeNaturalBreaks(connection);
  makeTierPolicyFunctions(connection);
  const ordered = orderModels(all);
  const chosen = choose?.(ordered);
  const wanted = chosen ? ordered.filter(({ model }) => chosen.has(model.name)) : ordered;
  const { nodes, looks } = earlyFirst(wanted, early);
  const models = new Map(ordered.map(({ model }) => [model.name, model]));
  const byName = new Map(ordered.map((node) => [node.model.name, node]));
  const relations = await forgetOthers(connection, models);
  const before = await readRecords(connection, models);
  const now = new Map<string, ModelRecord>();
  const known = {
    contentOf: (name: string) => now.get(name)?.content,
    textOf: (name: string) => models.get(name)?.sql,
  };
  const result: RunResult = { ran: [], kept: [], checks: [], records: now };
  const transaction = await openTransaction(connection);
  let step = progress.step("warehouse", nodes.length);
  let layer = "";
  for (const [index, node] of nodes.entries()) {
    signal?.throwIfAborted();
    for (const look of looks.get(index) ?? []) {
      await writeRecords(connection, nodes.slice(0, index), now);
      await look(connection, new Set(result.ran.map(({ name }) => name)));
      signal?.throwIfAborted();
    }
    const { model } = node;
    if (model.layer !== layer && model.layer !== "checks") {
      if (layer) step.done();
      layer = model.layer;
      step = progress.step(layer, nodes.filter((each) => each.model.layer === layer).length);
    }
    const inputs = model.layer === "sources" ? await sourceFiles(connection, model.sql, root) : [];
    const print = fingerprint(node, now, inputs);
    const start = performance.now();
    const kept = before.get(model.name);
    if (kept?.print === print) {
      now.set(model.name, { ...kept, inputs });
      result.kept.push(model.name);
      if (model.layer === "checks") result.checks.push({ model, rows: kept.failingRows ?? 0, mistake: null });
    } else {
      const reads = node.reads.flatMap((name) => models.get(name) ?? []);
      await runModel(connection, model, relations, reads, known).catch((error) => {
        const sources = nodes.flatMap((each) => (each.model.layer === "sources" ? [each.model] : []));
        throw error instanceof SqlError ? new SqlError(error.model, error.cause, sources) : error;
      });
      await checkGrain(connection, model, models);
      const finding = model.layer === "checks" ? await readFinding(connection, model, models) : null;
      if (finding) result.checks.push({ model, ...finding });
      if (finding?.mistake && !goesOn) throw finding.mistake;
      const content = (await contentDigest(connection, model)) ?? print;
      now.set(model.name, { print, content, inputs, failingRows: finding?.rows ?? null });
      await transaction.tick();
      result.ran.push({ name: model.name, ms: performance.now() - start });
      if (finding?.mistake && isEarly(node, byName)) break;
    }
    step.advance(1, model.name);
  }
  step.done();
  await writeRecords(
    connection,
    nodes.filter(({ model }) => now.has(model.name)),
    now,
  );
  await transaction.end();
  return result;
}

/** Nodes with what is wanted early at their beginning, and who looks before the node at an index is run. */
function earlyFirst(
  all: readonly Node[],
  early: readonly Early[],
): { nodes: Node[]; looks: ReadonlyMap<number, Early["use"][]> } {
  const nodes = new Set<Node>();
  const looks = new Map<number, Early["use"][]>();
  for (const { choose, use } of early) {
    const names = choose(all);
    for (const node of all) if (names.has(node.model.name)) nodes.add(node);
    looks.set(nodes.size, [...(looks.get(nodes.size) ?? []), use]);
  }
  for (const node of all) nodes.add(node);
  return { nodes: [...nodes], looks };
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

/** A check of thresholds and of what is made of them alone: what comes after can't work when it fails. */
function isEarly({ reads }: Node, nodes: ReadonlyMap<string, Node>): boolean {
  return reads.every((name) => {
    const node = nodes.get(name);
    if (!node || node.model.layer === "thresholds") return true;
    return node.reads.length > 0 && isEarly(node, nodes);
  });
}

/** What a model hangs on: its own text, what it reads, and the files that a source names. */
function fingerprint(
  { model, reads }: Node,
  now: ReadonlyMap<string, ModelRecord>,
  inputs: readonly string[],
): string {
  const upstream = reads.map((name) => `${name}=${now.get(name)?.content}`);
  const types = model.standsFor && essence(model.standsFor.sql);
  return digest([RUNNER, JSON.stringify([...meaning(model), types]), ...upstream, ...inputs]);
}

/** Of a table, its rows: what hangs on it is rebuilt only when they change. Undefined for others, and for the largest. */
async function contentDigest(connection: DuckDBConnection, model: Model): Promise<string | undefined> {
  const { name, layer, isView, isInlined } = model;
  if (isView || isInlined || isPart(model) || layer === "sources" || layer === "checks") return undefined;
  const counted = await connection.runAndReadAll(`select count(*) from ${name}`);
  const count = Number(counted.getRows()[0]?.[0]);
  if (count > LARGE_TABLE) return undefined;
  const isSmall = count <= SMALL_TABLE;
  const rows = await connection.runAndReadAll(`from ${name} ${isSmall ? "order by all" : "limit 0"}`);
  const types = rows.columnTypes().map(String);
  const shape = JSON.stringify([rows.columnNames(), types]);
  if (isSmall) return digest([shape, JSON.stringify(rows.getRowsJson())]);
  const sum = await connection.runAndReadAll(`select sum(hash(*columns(*))::hugeint)::varchar from ${name}`);
  return digest([shape, String(count), String(sum.getRows()[0]?.[0])]);
}

/** In rows: reading so many costs a millisecond or two. */
const SMALL_TABLE = 2000;
/** In rows: adding up the hashes of so many costs some tenths of a second. */
const LARGE_TABLE = 5_000_000;

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
