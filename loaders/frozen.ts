import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { copyFile, link, lstat, mkdir, readdir, readFile, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { About } from "./catalog.ts";
import { UserError } from "./errors.ts";
import type { Files } from "./language.ts";

/** A report that was frozen, as its folder `reports/<as-of day>/` tells in `frozen.json`. */
export interface FrozenReport extends Pick<About, "as_of" | "as_of_is_partial"> {
  locales: readonly string[];
  /** In the order of their navigation. */
  pages: readonly string[];
  /** Of all its files: two reports with the same one show the same. */
  fingerprint: string;
}

/** The frozen reports of a site, newest first, and the folders that look like one but are not. */
export interface Frozen {
  reports: FrozenReport[];
  /** What is wrong with each, in words. */
  broken: Map<string, string>;
}

export const REPORTS = "reports";
/** The page in `reports/` that lists them; every build makes it anew. */
export const LIST = "index.html";
const RECORD = "frozen.json";

/**
 * Takes the frozen reports of the site at `out` over into the one being built in `folder`, with whatever else stands
 * beside them. They are the same files under a second name where the disk allows it: nothing is lost if the build
 * is killed, and nothing changes.
 */
export async function carryFrozen(out: string, folder: string): Promise<Frozen> {
  const [from, to] = [join(out, REPORTS), join(folder, REPORTS)];
  const found = await lstat(from).catch(() => undefined);
  if (!found) return { reports: [], broken: new Map() };
  if (!found.isDirectory()) {
    await carry(from, to, found);
    return { reports: [], broken: new Map([[REPORTS, "it is no folder"]]) };
  }
  await carryFolder(from, to, (name) => name !== LIST);
  return readFrozen(to);
}

async function carryFolder(from: string, to: string, isWanted = (_: string) => true): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch((cause) => {
    throw notCarried(from, cause);
  });
  await mkdir(to, { recursive: true });
  for (const entry of entries.filter(({ name }) => isWanted(name))) {
    const [old, fresh] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await carryFolder(old, fresh);
    else await carry(old, fresh, entry);
  }
}

async function carry(from: string, to: string, kind: Pick<Dirent, "isSymbolicLink">): Promise<void> {
  try {
    if (kind.isSymbolicLink()) await symlink(await readlink(from), to);
    else await link(from, to).catch(() => copyFile(from, to));
  } catch (cause) {
    throw notCarried(from, cause as NodeJS.ErrnoException);
  }
}

function notCarried(path: string, cause: NodeJS.ErrnoException): Error {
  if (cause.code !== "EACCES" && cause.code !== "EPERM") return cause;
  return new UserError(`${path} could not be taken over into the new site: it is not yours to read`, {
    place: { file: path },
    fix: "make it readable, or move it away; the site that was there is unchanged",
    cause,
  });
}

async function readFrozen(folder: string): Promise<Frozen> {
  const days = (await readdir(folder)).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name));
  const frozen: Frozen = { reports: [], broken: new Map() };
  for (const day of days.sort().reverse()) {
    try {
      frozen.reports.push(await readReport(join(folder, day), day));
    } catch (error) {
      frozen.broken.set(`${REPORTS}/${day}`, error instanceof Error ? error.message : String(error));
    }
  }
  return frozen;
}

interface RecordOfFrozen extends FrozenReport {
  /** The SHA-256 of each file by its path. */
  files: Record<string, string>;
}

async function readReport(folder: string, day: string): Promise<FrozenReport> {
  const text = await readFile(join(folder, RECORD), "utf8").catch(() => {
    throw new Error(`it has no ${RECORD}`);
  });
  const record = parse(text);
  if (record?.as_of !== day) throw new Error(`its ${RECORD} is damaged`);
  const { files, ...report } = record;
  for (const [path, hash] of Object.entries(files)) {
    const content = await readFile(join(folder, path)).catch(() => undefined);
    if (!content) throw new Error(`${path} is missing`);
    if (digest(content) !== hash) throw new Error(`${path} has changed since`);
  }
  if (report.fingerprint !== fingerprintOf(files)) throw new Error(`its ${RECORD} is damaged`);
  return report;
}

function parse(text: string): RecordOfFrozen | undefined {
  try {
    const record = JSON.parse(text) as Partial<RecordOfFrozen> | null;
    const isWhole =
      !Number.isNaN(Date.parse(record?.as_of ?? "")) &&
      typeof record?.files === "object" &&
      [record.locales, record.pages].every(
        (names) => names && names.length > 0 && names.every((name) => /^[a-z-]+$/.test(name)),
      );
    return isWhole ? (record as RecordOfFrozen) : undefined;
  } catch {
    return undefined;
  }
}

/** A site's files as a frozen report: with the record of what they are. */
export function frozenFiles(
  files: Files,
  { as_of, as_of_is_partial }: About,
  { locales, pages }: Pick<FrozenReport, "locales" | "pages">,
): { files: Files; report: FrozenReport } {
  const hashes = Object.fromEntries(
    [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => [path, digest(content)]),
  );
  const report = { as_of, as_of_is_partial, locales, pages, fingerprint: fingerprintOf(hashes) };
  const record: RecordOfFrozen = { ...report, files: hashes };
  return { files: new Map([...files, [RECORD, `${JSON.stringify(record, null, 1)}\n`]]), report };
}

/**
 * Makes room in `folder` for a report to be frozen. Tells whether it is to be written: one that shows the same is
 * left. Throws when another stands there, unless it may be replaced.
 */
export async function makeRoom(
  folder: string,
  { reports, broken }: Frozen,
  report: FrozenReport,
  { out, mayReplace }: { out: string; mayReplace: boolean },
): Promise<boolean> {
  const name = `${REPORTS}/${report.as_of}`;
  const known = reports.find(({ as_of }) => as_of === report.as_of);
  if (known?.fingerprint === report.fingerprint) return false;
  if (broken.has(REPORTS)) {
    throw new UserError(`no report can be frozen: ${join(out, REPORTS)} is no folder`, {
      place: { file: join(out, REPORTS) },
      fix: "move it away",
    });
  }
  if (mayReplace) {
    await rm(join(folder, name), { recursive: true, force: true });
    return true;
  }
  const wrong = broken.get(name);
  if (!known && wrong === undefined) return true;
  throw new UserError(
    known
      ? `the report of ${report.as_of} is frozen already, and shows something else`
      : `there is a frozen report of ${report.as_of}, but it is not whole: ${wrong}`,
    {
      place: { file: join(out, name) },
      fix: "leave out --freeze to publish this one without freezing it, or replace the frozen one with --refreeze: links to it will then show the new figures",
    },
  );
}

function fingerprintOf(hashes: Readonly<Record<string, string>>): string {
  return digest(JSON.stringify(hashes));
}

function digest(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}
