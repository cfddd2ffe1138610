import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "./errors.ts";

/**
 * Builds a folder beside `out` and puts it in `out`'s place by renaming once `build` is done. Until then, and if
 * it fails or is killed, the old one stays. A second build of the same folder at the same time is refused, and so is
 * a folder that holds anything but `ours`: it would be lost.
 */
export async function swapIn(
  out: string,
  ours: readonly string[],
  build: (folder: string) => Promise<void>,
): Promise<void> {
  const place = resolve(out);
  const [parent, name] = [dirname(place), basename(place)];
  const beside = (kind: string) => join(parent, `.${name}.${kind}`);
  try {
    await mkdir(parent, { recursive: true });
    const unlock = lock(beside("lock"), out);
    try {
      await recover(place, beside("old"));
      await refuseOthers(place, out, ours);
      await rm(beside("old"), { recursive: true, force: true });
      await buildBeside(beside("new"), build, (folder) => replace(place, folder, beside("old")));
    } finally {
      unlock();
    }
  } catch (error) {
    throw explained(error, out);
  }
}

async function buildBeside(
  folder: string,
  build: (folder: string) => Promise<void>,
  finish: (folder: string) => Promise<void>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  try {
    await build(folder);
    await finish(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function replace(place: string, folder: string, old: string): Promise<void> {
  if (existsSync(place)) await rename(place, old);
  try {
    await rename(folder, place);
  } catch (error) {
    if (existsSync(old)) await rename(old, place);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

async function refuseOthers(place: string, out: string, ours: readonly string[]): Promise<void> {
  if (!existsSync(place)) return;
  const isFolder = statSync(place).isDirectory();
  const others = isFolder
    ? (await readdir(place)).filter((entry) => !ours.includes(entry))
    : [basename(place)];
  if (others.length === 0) return;
  throw new UserError(`${out} holds what no build has made: ${others.slice(0, 3).join(", ")}`, {
    place: { file: out },
    fix: "the folder is replaced as a whole: choose another with --out, or move these away",
  });
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EACCES: "it is not yours to write",
  EPERM: "it is not yours to write",
  EROFS: "it is on a disk that cannot be written",
};

function explained(error: unknown, out: string): unknown {
  const cause = CAUSES[(error as NodeJS.ErrnoException | undefined)?.code ?? ""];
  if (!cause) return error;
  return new UserError(`the site could not be written to ${out}: ${cause}`, {
    place: { file: (error as NodeJS.ErrnoException).path ?? out },
    fix: "make room or choose another folder with --out; the site that was there is unchanged",
    cause: error,
  });
}

// A build killed between the two renames leaves the last good folder under its other name.
async function recover(place: string, old: string): Promise<void> {
  if (!existsSync(old)) return;
  const isEmpty =
    !existsSync(place) || (statSync(place).isDirectory() && (await readdir(place)).length === 0);
  if (!isEmpty) return;
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
