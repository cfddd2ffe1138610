import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { TableName } from "./contract_columns.ts";
import { convertToUtf8 } from "./convert_to_utf8.ts";
import { type InputFile, pathFrom } from "./find_files.ts";
import { readBytes } from "./read_bytes.ts";

/** A UTF-8 copy of a file that DuckDB cannot read as it is. */
export interface FileCopy {
  from: InputFile;
  /** Where it lies until the mapping is written. */
  temporary: string;
  /** Where it goes, once its table is known. */
  path: string | undefined;
}

/** The overlay for which copies are made, and those made. */
export interface CopyFolder {
  root: string;
  overlay: string;
  copies: FileCopy[];
}

/** Copies a file as UTF-8 beside the overlay's other files, under a name that nothing reads. */
export async function copyFile(file: InputFile, folder: CopyFolder, encoding: string): Promise<FileCopy> {
  const { root, overlay, copies } = folder;
  const temporary = resolve(root, overlay, `files/.${process.pid}-${copies.length}`);
  const copy: FileCopy = { from: file, temporary, path: undefined };
  copies.push(copy);
  await convertToUtf8(readBytes(resolve(root, file.path), file.isGzip), temporary, {
    encoding,
    path: file.path,
  });
  return copy;
}

/**
 * Gives copies their places: a folder per table, so that mapping one table never changes what another reads.
 * Returns a sentence for each.
 */
export function placeCopies(
  copies: FileCopy[],
  table: TableName,
  { root, overlay }: Pick<CopyFolder, "root" | "overlay">,
): string[] {
  const taken = new Set<string>();
  return copies.map((copy) => {
    const name = basename(copy.from.path)
      .replace(/\.gz$/i, "")
      .replace(/(\.[^.]*)?$/, ".utf8$1");
    let free = name;
    for (let at = 2; taken.has(free); at++) free = `${at}-${name}`;
    taken.add(free);
    const path = join(overlay, "files", table, free);
    copy.path = pathFrom(root, resolve(root, path), overlay);
    return `${copy.from.path} was copied as UTF-8 to ${copy.path}: run this again when it changes.`;
  });
}

/** Moves copies to their places. */
export async function keepCopies({ root, copies }: CopyFolder): Promise<void> {
  for (const { temporary, path } of copies) {
    if (path === undefined) continue;
    await mkdir(dirname(resolve(root, path)), { recursive: true });
    await rename(temporary, resolve(root, path));
  }
}

/** Takes away copies that were never given their place. */
export async function dropCopies(copies: FileCopy[]): Promise<void> {
  for (const { temporary } of copies) await rm(temporary, { force: true });
}
