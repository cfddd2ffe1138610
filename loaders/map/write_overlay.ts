import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { type CopyFolder, keepCopies } from "./copies.ts";

/** A file for the overlay: its path below it and its text. */
export interface OverlayFile {
  path: string;
  text: string;
}

/**
 * Writes files and copies into an overlay, all or none; each appears whole, by rename. A file that is there
 * already and differs is kept unless `force`: then nothing is written, and the error shows the lines that differ.
 * Returns the paths written; a file that is the same is not among them.
 */
export async function writeOverlay(
  folder: CopyFolder,
  files: OverlayFile[],
  { force = false }: { force?: boolean } = {},
): Promise<string[]> {
  const { root, overlay } = folder;
  const changed: OverlayFile[] = [];
  for (const file of files) {
    const old = await readFile(resolve(root, overlay, file.path), "utf8").catch(() => undefined);
    if (old === file.text) continue;
    if (old !== undefined && !force) {
      throw new UserError(`${join(overlay, file.path)} is there already and is not the same.`, {
        place: { file: join(overlay, file.path) },
        fix: "say --force to write over it, or --overlay DIR to write elsewhere; nothing was changed",
        detail: lineDifferences(old, file.text),
      });
    }
    changed.push(file);
  }
  await keepCopies(folder);
  for (const file of changed) {
    const path = resolve(root, overlay, file.path);
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}`;
    await writeFile(temporary, file.text);
    await rename(temporary, path);
  }
  return changed.map(({ path }) => join(overlay, path));
}

/** The lines that only one of two texts has, `-` for the old and `+` for the new, in order; at most 40. */
export function lineDifferences(old: string, now: string): string {
  const [before, after] = [old.split("\n"), now.split("\n")];
  const common = commonLines(before, after);
  const lines: string[] = [];
  let [one, other] = [0, 0];
  for (const [left, right] of [...common, [before.length, after.length] as const]) {
    while (one < left) lines.push(`- ${before[one++]}`);
    while (other < right) lines.push(`+ ${after[other++]}`);
    one++;
    other++;
  }
  const shown = lines.slice(0, 40).map((line) => `  ${line}`);
  if (lines.length > 40) shown.push(`  … and ${lines.length - 40} lines more`);
  return shown.join("\n");
}

/** A longest common subsequence of lines, as pairs of places. */
function commonLines(before: string[], after: string[]): [number, number][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const line = lengths[row];
      if (!line) continue;
      line[column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row] === after[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
