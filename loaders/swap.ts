import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "./errors.ts";

/**
 * Builds a folder beside `out` and puts it in `out`'s place by renaming once `build` is done. Until then, and if
 * it fails or is killed, the old one stays. A second build of the same folder at the same time is refused.
 */
export async function swapIn(out: string, build: (folder: string) => Promise<void>): Promise<void> {
  const place = resolve(out);
  const [parent, name] = [dirname(place), basename(place)];
  const beside = (kind: string) => join(parent, `.${name}.${kind}`);
  await mkdir(parent, { recursive: true });
  const unlock = lock(beside("lock"), name);
  try {
    await recover(place, beside("old"));
    const folder = beside("new");
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    try {
      await build(folder);
      if (existsSync(place)) await rename(place, beside("old"));
      await rename(folder, place);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    await rm(beside("old"), { recursive: true, force: true });
  } finally {
    unlock();
  }
}

// A build killed between the two renames leaves the last good folder under its other name.
async function recover(place: string, old: string): Promise<void> {
  if (!existsSync(old)) return;
  const isEmpty = !existsSync(place) || (await readdir(place)).length === 0;
  if (!isEmpty) return rm(old, { recursive: true });
  await rm(place, { recursive: true, force: true });
  await rename(old, place);
}

function lock(file: string, name: string): () => void {
  const take = () => writeFileSync(file, String(process.pid), { flag: "wx" });
  try {
    take();
  } catch (cause) {
    const holder = Number(readFileSync(file, "utf8"));
    if (holder && isAlive(holder)) {
      throw new UserError(`another build is writing ${name}`, {
        place: { file },
        fix: `wait until it ends (process ${holder}), or build elsewhere with --out`,
        cause,
      });
    }
    rmSync(file, { force: true });
    take();
  }
  return () => rmSync(file, { force: true });
}

/** Whether a process of this number is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
