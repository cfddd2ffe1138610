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

const OURS = ["page", "only old"];
const write = (text: string) => (folder: string) => writeFile(join(folder, "page"), text);
const shown = () => readFile(join(out, "page"), "utf8");

test("the folder appears when it is whole, and nothing is left beside it", async () => {
  await swapIn(out, OURS, async (folder) => {
    await write("new")(folder);
    expect(existsSync(out)).toBe(false);
  });
  expect(await shown()).toBe("new");
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("a new one takes the old one's place as a whole", async () => {
  await swapIn(out, OURS, async (folder) => {
    await write("old")(folder);
    await writeFile(join(folder, "only old"), "");
  });
  await swapIn(out, OURS, write("new"));
  expect(await shown()).toBe("new");
  expect(await readdir(out)).toEqual(["page"]);
});

test("a build that fails leaves the old one and no trace", async () => {
  await swapIn(out, OURS, write("old"));
  const failing = swapIn(out, OURS, async (folder) => {
    await write("half")(folder);
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(await shown()).toBe("old");
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("two builds at once: the second is refused, the first goes on", async () => {
  let go = () => {};
  const first = swapIn(out, OURS, async (folder) => {
    await new Promise<void>((done) => {
      go = done;
    });
    await write("first")(folder);
  });
  await expect.poll(() => existsSync(join(parent, ".dist.new"))).toBe(true);
  const second = swapIn(out, OURS, write("second"));
  await expect(second).rejects.toThrow(UserError);
  await expect(second).rejects.toThrow(/another build/);
  go();
  await first;
  expect(await shown()).toBe("first");
});

test("a build that was killed at work hinders nobody", async () => {
  await swapIn(out, OURS, write("old"));
  await mkdir(join(parent, ".dist.new"));
  await write("half")(join(parent, ".dist.new"));
  // No process has this number: Linux gives none above 2^22.
  await writeFile(join(parent, ".dist.lock"), "99999999");
  await swapIn(out, OURS, write("new"));
  expect(await shown()).toBe("new");
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("a build that was killed between its renames gives the old one back", async () => {
  await swapIn(out, OURS, write("old"));
  await rename(out, join(parent, ".dist.old"));
  const failing = swapIn(out, OURS, async () => {
    expect(await shown()).toBe("old");
    throw new Error("and fails too");
  });
  await expect(failing).rejects.toThrow("and fails too");
  expect(await shown()).toBe("old");
});

test("what a killed build left stays while the folder holds what no build made", async () => {
  await swapIn(out, OURS, write("old"));
  await rename(out, join(parent, ".dist.old"));
  await mkdir(out);
  await writeFile(join(out, "thesis.doc"), "mine");
  await expect(swapIn(out, OURS, write("new"))).rejects.toThrow(/thesis\.doc/);
  await rm(join(out, "thesis.doc"));
  const failing = swapIn(out, OURS, async () => {
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(await shown()).toBe("old");
});

test("a lock file that holds no number is not believed", async () => {
  await writeFile(join(parent, ".dist.lock"), "");
  await swapIn(out, OURS, write("new"));
  expect(await shown()).toBe("new");
});

test("a folder that holds what no build made is left alone", async () => {
  await mkdir(out);
  await writeFile(join(out, "thesis.doc"), "mine");
  await expect(swapIn(out, OURS, write("new"))).rejects.toThrow(/thesis\.doc/);
  expect(await readdir(out)).toEqual(["thesis.doc"]);
  expect(await readdir(parent)).toEqual(["dist"]);
});

test("a file is not replaced by a folder", async () => {
  await writeFile(out, "mine");
  await expect(swapIn(out, OURS, write("new"))).rejects.toThrow(UserError);
  expect(await readFile(out, "utf8")).toBe("mine");
});

test.each([
  ["ENOSPC", /disk is full/],
  ["EACCES", /not yours to write/],
])("%s is told in words, and the old one stays", async (code, words) => {
  await swapIn(out, OURS, write("old"));
  const failing = swapIn(out, OURS, async () => {
    throw Object.assign(new Error("write"), { code, path: "/some/file" });
  });
  await expect(failing).rejects.toThrow(
    expect.objectContaining({
      name: "UserError",
      message: expect.stringMatching(words),
      place: { file: "/some/file" },
    }),
  );
  expect(await shown()).toBe("old");
});
