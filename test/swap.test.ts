import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "../loaders/errors.ts";
import { swapIn } from "../loaders/swap.ts";

let parent: string;
let out: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "swap-"));
  out = join(parent, "dist");
});

afterEach(() => rm(parent, { recursive: true }));

const write = (text: string) => (folder: string) => writeFile(join(folder, "page"), text);
const shown = () => readFile(join(out, "page"), "utf8");

test("the folder appears when it is whole, and nothing is left beside it", async () => {
  await swapIn(out, async (folder) => {
    await write("new")(folder);
    expect(existsSync(out)).toBe(false);
  });
  expect(await shown()).toBe("new");
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("a new one takes the old one's place as a whole", async () => {
  await swapIn(out, async (folder) => {
    await write("old")(folder);
    await writeFile(join(folder, "only old"), "");
  });
  await swapIn(out, write("new"));
  expect(await shown()).toBe("new");
  expect(await readdir(out)).toEqual(["page"]);
});

test("a build that fails leaves the old one and no trace", async () => {
  await swapIn(out, write("old"));
  const failing = swapIn(out, async (folder) => {
    await write("half")(folder);
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(await shown()).toBe("old");
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("two builds at once: the second is refused, the first goes on", async () => {
  let go = () => {};
  const first = swapIn(out, async (folder) => {
    await new Promise<void>((done) => {
      go = done;
    });
    await write("first")(folder);
  });
  await expect.poll(() => existsSync(join(parent, ".dist.new"))).toBe(true);
  const second = swapIn(out, write("second"));
  await expect(second).rejects.toThrow(UserError);
  await expect(second).rejects.toThrow(/another build/);
  go();
  await first;
  expect(await shown()).toBe("first");
});

test("a build that was killed at work hinders nobody", async () => {
  await swapIn(out, write("old"));
  await mkdir(join(parent, ".dist.new"));
  await write("half")(join(parent, ".dist.new"));
  // No process has this number: Linux gives none above 2^22.
  await writeFile(join(parent, ".dist.lock"), "99999999");
  await swapIn(out, write("new"));
  expect(await shown()).toBe("new");
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("a build that was killed between its renames gives the old one back", async () => {
  await swapIn(out, write("old"));
  await rename(out, join(parent, ".dist.old"));
  const failing = swapIn(out, async () => {
    expect(await shown()).toBe("old");
    throw new Error("and fails too");
  });
  await expect(failing).rejects.toThrow("and fails too");
  expect(await shown()).toBe("old");
});

test("a lock file that holds no number is not believed", async () => {
  await writeFile(join(parent, ".dist.lock"), "");
  await swapIn(out, write("new"));
  expect(await shown()).toBe("new");
});
