import { resolve } from "node:path";
import iconv from "iconv-lite";
import { UserError } from "../errors.ts";
import { type CopyFolder, copyFile, type FileCopy } from "./copies.ts";
import { detectEncoding, type Encoding } from "./detect_encoding.ts";
import { type Dialect, type DialectOptions, detectDialect } from "./dialect.ts";
import { emptyFile, type InputFile } from "./find_files.ts";
import { readBytes } from "./read_bytes.ts";
import { scanText } from "./scan_text.ts";

/** A text file that DuckDB can read: itself, or a UTF-8 copy that awaits its place. */
export interface PreparedText {
  file: InputFile;
  encoding: Encoding;
  /** The first megabyte, decoded. */
  head: string;
  copy: FileCopy | undefined;
  hasMixedLineEnds: boolean;
}

/** Scans a text file, settles its encoding, and copies it as UTF-8 when it is in another. */
export async function prepareText(
  file: InputFile,
  folder: CopyFolder,
  { encoding: named }: { encoding?: string | undefined },
): Promise<PreparedText> {
  const full = resolve(folder.root, file.path);
  const scan = await scanText(readBytes(full, file.isGzip));
  if (scan.bytes === 0 || (/^\s*$/.test(scan.head.toString("latin1")) && scan.bytes <= scan.head.length))
    throw emptyFile(file.path);
  const encoding = detectEncoding(scan, file.path, named);
  const head = wholeLines(iconv.decode(scan.head, encoding.name), scan.bytes > scan.head.length);
  const marked = scan.mark === "utf-8" && file.format !== "text";
  const copy = encoding.name !== "utf-8" || marked ? await copyFile(file, folder, encoding.name) : undefined;
  const kinds = Object.values(scan.lineEnds).filter((count) => count > 0).length;
  return { file, encoding, head, copy, hasMixedLineEnds: kinds > 1 && !copy };
}

/** A decoded head without the character and line that its end tore. */
function wholeLines(head: string, isCut: boolean): string {
  const text = head.replace(/^\uFEFF/, "");
  if (!isCut) return text;
  const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  return end > 0 ? text.slice(0, end + 1) : text;
}

/** The dialect of a prepared file; a mistaken `--delimiter` is told from a file without columns. */
export function findDialect(text: PreparedText, given: DialectOptions): Dialect {
  const found = detectDialect(text.head, given);
  if (found) return found;
  const { path } = text.file;
  const better = given.delimiter ? detectDialect(text.head, { ...given, delimiter: undefined }) : undefined;
  if (better) {
    throw new UserError(
      `With --delimiter ${shown(given.delimiter ?? "")}, every line of ${path} is a single column.`,
      {
        place: { file: path, line: 1 },
        fix: `leave it out: the file looks ${delimiterName(better.delimiter)} separated`,
      },
    );
  }
  throw new UserError(`Every line of ${path} is a single column.`, {
    place: { file: path, line: 1 },
    fix: "name what parts its columns, for example --delimiter ';'; a table needs at least two",
  });
}

/** The word for a delimiter: comma, tab, semicolon … */
export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? `'${shown(delimiter)}'`;
}

const NAMES: Record<string, string> = {
  ",": "comma",
  "\t": "tab",
  ";": "semicolon",
  "|": "pipe",
  spaces: "space",
};

function shown(delimiter: string): string {
  return JSON.stringify(delimiter).slice(1, -1);
}
