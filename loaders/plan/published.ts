import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { REPORTS } from "../frozen.ts";
import { isAlive } from "../swap.ts";
import { openWarehouse } from "../warehouse.ts";
import { writeState } from "./state.ts";

/**
 * Runs `build`, which makes the site in `out`, and keeps beside the warehouse what the site was made from, by the site's
 * id: so that a plan knows it whatever happens to the warehouse. Outside of the site: it holds a row per customer.
 */
export async function recordPublished(
  { warehouse, out }: { warehouse: string; out: string },
  build: () => Promise<void>,
): Promise<void> {
  const folder = recordsFolder(warehouse);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const pid = Number(/^writing-(\d+)/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) rmSync(join(folder, name), { force: true });
  }
  const file = join(folder, `writing-${process.pid}`);
  try {
    const { instance, connection } = await openWarehouse(warehouse);
    try {
      await writeState(connection, file, { out: resolve(out) });
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
    await build();
    const id = siteId(out);
    if (id) renameSync(file, join(folder, `${id}.duckdb`));
    for (const record of recordsByAge(folder).slice(KEPT)) if (await isGone(record)) rmSync(record);
  } finally {
    rmSync(file, { force: true });
  }
}

/** How many records are kept of sites that are no more. */
const KEPT = 3;

/** Whether the folder that a record's site was built into holds it no more, nor a frozen copy of it. */
async function isGone(record: string): Promise<boolean> {
  const { instance, connection } = await openWarehouse(record);
  try {
    const about = await connection.runAndReadAll("select out from about");
    const out = String(about.getRows()[0]?.[0]);
    const reports = join(out, REPORTS);
    const frozen = existsSync(reports) ? readdirSync(reports).map((name) => join(reports, name)) : [];
    return ![out, ...frozen].some((folder) => siteId(folder) === basename(record, ".duckdb"));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What a site shows, as an id: the same data, the same id. Undefined for a folder that is no site. */
export function siteId(folder: string): string | undefined {
  const names = dataFolders(folder).flatMap((data) =>
    readdirSync(join(folder, data)).map((name) => `${data}/${name}`),
  );
  if (!names.some((name) => CATALOG.test(name))) return undefined;
  return createHash("sha256").update(names.sort().join("\n")).digest("hex").slice(0, 16);
}

/** The state of the site with this id. */
export function recordOf(warehouse: string, id: string): string | undefined {
  const file = join(recordsFolder(warehouse), `${id}.duckdb`);
  return existsSync(file) ? file : undefined;
}

/** The state of the site that was built last. */
export function newestRecord(warehouse: string): string | undefined {
  return recordsByAge(recordsFolder(warehouse))[0];
}

/** A model as the catalog of a site tells of it. */
export interface CatalogModel {
  name: string;
  file: string;
  sql: string;
}

/** The SQL that a site was made with: it shows it to its readers. */
export function catalogModels(folder: string): CatalogModel[] {
  for (const data of dataFolders(folder)) {
    const name = readdirSync(join(folder, data)).find((each) => CATALOG.test(each));
    if (name) return JSON.parse(readFileSync(join(folder, data, name), "utf8")).models;
  }
  return [];
}

const CATALOG = /\bcatalog\.\w+\.json$/;

function recordsFolder(warehouse: string): string {
  return `${warehouse}.published`;
}

function dataFolders(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .map((locale) => join(locale, "data"))
    .filter((data) => existsSync(join(folder, data)) && statSync(join(folder, data)).isDirectory());
}

function recordsByAge(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".duckdb"));
  return files
    .map((name) => join(folder, name))
    .sort((left, right) => statSync(right).mtimeMs - statSync(left).mtimeMs);
}
