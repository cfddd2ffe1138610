import { open, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Query } from "./query.ts";
import { quoteText } from "./sql_text.ts";

/** What a file holds, by its first bytes and its name. */
export type FileFormat = "text" | "json" | "ndjson" | "parquet";

/** One argument of the command: a file, or a glob and the files that it names now. */
export interface InputFiles {
  /** As the user wrote it. */
  given: string;
  /** How SQL names it: from the project's root where it can, with `/`. */
  path: string;
  isGlob: boolean;
  files: InputFile[];
}

export interface InputFile {
  /** From the project's root where it can. */
  path: string;
  format: FileFormat;
  isGzip: boolean;
}

/**
 * The files that an argument names. `from` is the folder that it was written in, `root` the project's, from which
 * SQL names files. Throws when there are none, or when one cannot hold rows.
 */
export async function findFiles(
  query: Query,
  given: string,
  { from, root }: { from: string; root: string },
): Promise<InputFiles> {
  const path = pathFrom(root, resolve(from, given), given);
  const found = await stat(resolve(root, path)).catch(() => undefined);
  if (found) return { given, path, isGlob: false, files: [await readFormat(root, path)] };
  if (!/[*?[]/.test(given)) {
    throw new UserError(`There is no file ${given}.`, {
      place: { file: given },
      fix: `give the path of a file; this one was looked for from ${from}`,
    });
  }
  const absolute = resolve(from, given).replaceAll("\\", "/");
  const rows = await query.rows(`select file from glob(${quoteText(absolute)}) order by file`);
  const files = [];
  for (const row of rows) files.push(await readFormat(root, pathFrom(root, String(row.file), given)));
  if (files.length === 0)
    throw new UserError(`No file matches ${given}.`, { fix: `mend the pattern; it was tried from ${from}` });
  return { given, path, isGlob: true, files };
}

/** A path as SQL names it: from the root, unless the user wrote it absolute and it lies outside. */
export function pathFrom(root: string, absolute: string, given: string): string {
  const short = relative(root, absolute);
  const isOutside = short.startsWith("..") && isAbsolute(given);
  return (isOutside ? absolute : short).replaceAll("\\", "/");
}

async function readFormat(root: string, path: string): Promise<InputFile> {
  const found = await stat(resolve(root, path));
  if (found.isDirectory()) {
    throw new UserError(`${path} is a folder.`, {
      fix: `name its files, for example "${path.replace(/\/$/, "")}/*.csv"`,
    });
  }
  if (found.size === 0) throw emptyFile(path);
  const bytes = await readStart(resolve(root, path));
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const refused = isGzip ? undefined : refusedFormat(bytes);
  if (refused)
    throw new UserError(`${path} is ${refused}.`, { fix: "save it as CSV (UTF-8), then map that" });
  if (bytes.toString("latin1", 0, 4) === "PAR1") return { path, format: "parquet", isGzip: false };
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (/\.(ndjson|jsonl)$/.test(name)) return { path, format: "ndjson", isGzip };
  if (/\.json$/.test(name)) return { path, format: "json", isGzip };
  return { path, format: "text", isGzip };
}

/** The mistake of a file without content. */
export function emptyFile(path: string): UserError {
  return new UserError(`${path} is empty.`, {
    place: { file: path },
    fix: "export it again; a file needs a header line and at least one row",
  });
}

const REFUSED: [start: string, what: string][] = [
  ["504b0304", "an Excel workbook or a zip archive"],
  ["d0cf11e0", "an old Excel or Word file"],
  ["25504446", "a PDF"],
  ["53514c69746520", "an SQLite database"],
  ["28b52ffd", "compressed with Zstandard, and only gzip is read"],
  ["425a68", "compressed with bzip2, and only gzip is read"],
];

function refusedFormat(bytes: Buffer): string | undefined {
  const start = bytes.toString("hex");
  return REFUSED.find(([magic]) => start.startsWith(magic))?.[1];
}

async function readStart(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
