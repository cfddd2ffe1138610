import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DuckDBInstance, version } from "@duckdb/node-api";
import { UserError } from "./errors.ts";

/** The tables of `data/make_sample/`, each after those it reads. */
const TABLES = [
  ...["mess", "words", "exchange_rates", "calendar", "people", "lives", "sales"],
  ...["customers", "orders", "interactions", "campaign_members", "points", "marketing_costs"],
];

/** What is written, in as many formats as companies send. */
const FILES: Record<string, string> = {
  orders: "orders.csv",
  customers: "customers.csv",
  interactions: "interactions.parquet",
  campaign_members: "campaign_members.json",
  points: "points.parquet",
  marketing_costs: "marketing_costs.tsv",
  exchange_rates: "exchange_rates.csv.gz",
};

const FORMATS: Record<string, string> = {
  "csv.gz": "format csv, header, compression gzip",
  csv: "format csv, header",
  tsv: "format csv, header, delimiter '\t'",
  json: "format json",
  parquet: "format parquet, compression zstd",
};

/** Windows programs begin UTF-8 files with it, and readers that don't know it lose the first column. */
const BYTE_ORDER_MARK = "\uFEFF";
const MARKED: Record<string, string> = { customers: "customer_no" };

const STAMP = "made.json";

/** What the sample in a folder was made from, and the size in bytes of each of its files. */
interface Stamp {
  fingerprint: string;
  files: Record<string, number>;
}

/**
 * Makes the sample company's files in `into` by the SQL of `data/make_sample/`, always the same ones. Does
 * nothing when they are there and were made by this very SQL. Every file appears by rename, its stamp last,
 * so a stopped run or two at once leave no half-written file.
 */
export async function makeSample({
  root,
  into = "data/sample",
  threads,
}: {
  root: string;
  into?: string;
  threads?: number;
}): Promise<void> {
  const folder = resolve(root, into);
  const scripts = await readScripts(join(root, "data/make_sample"));
  const fingerprint = fingerprintOf(scripts);
  if (await isMade(folder, fingerprint)) return;
  try {
    await mkdir(folder, { recursive: true });
    await clearAbandoned(folder);
    const making = await mkdtemp(join(folder, ".making-"));
    try {
      await writeFiles(scripts, making, threads);
      const names = Object.values(FILES);
      const sizes = await Promise.all(names.map(async (name) => [name, await sizeOf(join(making, name))]));
      const stamp: Stamp = { fingerprint, files: Object.fromEntries(sizes) };
      await writeFile(join(making, STAMP), `${JSON.stringify(stamp, null, 2)}\n`);
      for (const name of [...names, STAMP]) await rename(join(making, name), join(folder, name));
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  } catch (cause) {
    throw new UserError("The sample could not be made.", {
      place: { file: folder },
      fix: "see that this folder can be written to and that the disk has 50 MB left, then run again",
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
}

async function readScripts(folder: string): Promise<Map<string, string>> {
  const names = ["chance", ...TABLES];
  const texts = await Promise.all(names.map((name) => readFile(join(folder, `${name}.sql`), "utf8")));
  return new Map(names.map((name, index) => [name, texts[index] ?? ""]));
}

function fingerprintOf(scripts: Map<string, string>): string {
  const parts = [...scripts, FILES, FORMATS, MARKED, version()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

async function isMade(folder: string, fingerprint: string): Promise<boolean> {
  try {
    const stamp = JSON.parse(await readFile(join(folder, STAMP), "utf8")) as Stamp;
    if (stamp.fingerprint !== fingerprint) return false;
    const sizes = await Promise.all(Object.keys(stamp.files).map((name) => sizeOf(join(folder, name))));
    return Object.values(stamp.files).every((size, index) => size === sizes[index]);
  } catch {
    return false;
  }
}

/** Removes what killed runs left, but not what another run is writing now. */
async function clearAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(".making-")) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > 600_000) await rm(path, { recursive: true, force: true });
  }
}

async function writeFiles(scripts: Map<string, string>, folder: string, threads?: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", threads ? { threads: String(threads) } : {});
  const connection = await instance.connect();
  try {
    await connection.run(scripts.get("chance") ?? "");
    for (const table of TABLES) {
      await connection.run(`create table ${table} as\n${scripts.get(table)}`);
      const file = FILES[table];
      if (file) await connection.run(copyStatement(table, join(folder, file)));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function copyStatement(table: string, path: string): string {
  const marked = MARKED[table];
  const columns = marked ? `* rename (${marked} as "${BYTE_ORDER_MARK}${marked}")` : "*";
  const format = FORMATS[path.slice(path.lastIndexOf("/") + 1).replace(/^[^.]*\./, "")];
  return `copy (select ${columns} from ${table}) to '${path.replaceAll("'", "''")}' (${format})`;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}
