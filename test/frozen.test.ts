import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, link, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Exported, exportMarts } from "../loaders/export.ts";
import { buildSite } from "../loaders/site.ts";
import { makeDemoProject } from "./site/demo_project.ts";

let root: string;
let warehouse: string;
let out: string;
let data: Exported;
let notes: string[];

beforeEach(async () => {
  ({ root, warehouse } = await makeDemoProject());
  out = join(root, "dist");
  data = await exportMarts(warehouse);
  notes = [];
});

afterEach(() => rm(root, { recursive: true }));

interface BuildOptions {
  /** The day that the data is true for. */
  day?: string;
  freeze?: "once" | "again";
  out?: string;
}

function build({ day = "2025-12-31", freeze, out: place = out }: BuildOptions = {}): Promise<void> {
  const progress = {
    step: (name: string) => ({
      advance() {},
      done: (note = "") => void notes.push(`${name}: ${note}`),
    }),
  };
  const about = { ...data.about, as_of: day };
  return buildSite({ root, out: place, data: { ...data, about }, freeze, progress });
}

/** Every file of a folder with its content. */
async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(
    async (file) => [file.slice(folder.length + 1), await readFile(file, "latin1")] as const,
  );
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const frozen = (day: string) => contents(join(out, "reports", day));
const html = (path: string) => readFile(join(out, path), "utf8");
const listed = async () =>
  [...(await html("reports/index.html")).matchAll(/<h2><a href="\.\/([\d-]+)\/en\//g)].map(([, day]) => day);

/** Another report: the page says something else, so that scripts and HTML differ. */
async function changePage(): Promise<void> {
  const page = join(root, "src/rfm.md");
  await writeFile(page, `${await readFile(page, "utf8")}\n\nA sentence more.\n`);
}

test("a site without frozen reports has neither the folder nor a link to it", async () => {
  await build();
  expect(existsSync(join(out, "reports"))).toBe(false);
  expect(await html("en/rfm.html")).not.toContain("reports/index.html");
  expect(notes.filter((note) => note.startsWith("reports"))).toEqual([]);
});

test("a frozen report is whole in its own folder, says what it is, and is linked from the site", async () => {
  await build({ freeze: "once" });
  const files = await frozen("2025-12-31");
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(["en/rfm.html", "frozen.json", "index.html", "zh/rfm.html"]),
  );
  for (const locale of ["en", "zh"]) {
    const page = files.get(`${locale}/rfm.html`) ?? "";
    const text = page.replace(/<aside[\s\S]*<\/aside>|<footer[\s\S]*<\/footer>/g, "");
    const paths = [...text.matchAll(/(?:href|src)="(\.[^"?#]*)|:"(\.\/data\/[^"]+)"/g)].map(
      ([, link, file]) => link ?? file ?? "",
    );
    expect(paths.length).toBeGreaterThan(3);
    // This project has one page, and no tier report for the brand to lead to.
    for (const path of paths.filter((path) => path !== "./index.html"))
      expect([path, files.has(join(locale, path))]).toEqual([path, true]);
    expect(page).toContain(`<aside class="frozen">`);
    expect(page).toContain(`href="../../../${locale}/rfm.html"`);
    expect(page).toContain(`href="../../index.html?language=${locale}"`);
    expect(await html(`${locale}/rfm.html`)).toContain(`href="../reports/index.html?language=${locale}"`);
    expect(await html(`${locale}/rfm.html`)).not.toContain(`class="frozen"`);
  }
  expect(await listed()).toEqual(["2025-12-31"]);
});

test("later builds keep every frozen report as it was, to the byte, and list the newest first", async () => {
  await build({ freeze: "once" });
  const first = await frozen("2025-12-31");
  await changePage();
  await build({ day: "2026-01-31", freeze: "once" });
  const second = await frozen("2026-01-31");
  await changePage();
  await build({ day: "2026-02-28" });
  expect(await frozen("2025-12-31")).toEqual(first);
  expect(await frozen("2026-01-31")).toEqual(second);
  expect(second.get("en/rfm.html")).toContain("A sentence more.");
  expect(first.get("en/rfm.html")).not.toContain("A sentence more.");
  expect(await listed()).toEqual(["2026-01-31", "2025-12-31"]);
  expect(notes.at(-2)).toBe("reports: 2 frozen");
});

test("a build changes no file of the site that still stands", async () => {
  await build({ freeze: "once" });
  const names = [...(await contents(join(out, "reports"))).keys()];
  for (const name of names) {
    await mkdir(dirname(join(root, "held", name)), { recursive: true });
    await link(join(out, "reports", name), join(root, "held", name));
  }
  const before = await contents(join(root, "held"));
  await changePage();
  await build({ day: "2026-01-31", freeze: "once" });
  await build({ freeze: "again" });
  expect(await contents(join(root, "held"))).toEqual(before);
});

test("a day's report is frozen once: the same again is nothing, another is refused and publishes nothing", async () => {
  await build({ freeze: "once" });
  const first = await frozen("2025-12-31");
  expect(notes.at(-2)).toBe("reports: 1 frozen; reports/2025-12-31 is new");
  await build({ freeze: "once" });
  expect(notes.at(-2)).toBe("reports: 1 frozen; reports/2025-12-31 was there, the same");
  expect(await frozen("2025-12-31")).toEqual(first);
  await changePage();
  await expect(build({ freeze: "once" })).rejects.toThrow(
    expect.objectContaining({
      name: "UserError",
      message: "the report of 2025-12-31 is frozen already, and shows something else",
      place: { file: join(out, "reports/2025-12-31") },
      fix: expect.stringContaining("--refreeze"),
    }),
  );
  expect(await html("en/rfm.html")).not.toContain("A sentence more.");
  expect(await frozen("2025-12-31")).toEqual(first);
  await build({ freeze: "again" });
  expect((await frozen("2025-12-31")).get("en/rfm.html")).toContain("A sentence more.");
  expect(await listed()).toEqual(["2025-12-31"]);
});

test("a build into another folder has no frozen reports", async () => {
  await build({ freeze: "once" });
  await build({ out: join(root, "other") });
  expect(existsSync(join(root, "other/reports"))).toBe(false);
});

test("what else lies in the folder is taken over as it is, hinders nothing and is not listed", async () => {
  await build({ freeze: "once" });
  const place = (path: string) => join(out, "reports", path);
  const put = async (path: string, text: string) => {
    await mkdir(dirname(place(path)), { recursive: true });
    await writeFile(place(path), text);
  };
  await put("notes.txt", "mine");
  await put("2025-12-31/.DS_Store", "of the Finder");
  await put("2024-01-31/index.html", "no record");
  await put("2024-02-29/frozen.json", "{");
  await put("2024-03-31/frozen.json", '{"as_of": "2024-03-31", "files": {}}');
  await put("2024-04-30", "a file");
  await symlink("../en", place("link"));
  await symlink("nowhere", place("broken link"));
  for (const [day, spoil] of [
    ["2023-01-31", (folder: string) => rm(join(folder, "zh/rfm.html"))],
    ["2023-02-28", (folder: string) => writeFile(join(folder, "zh/rfm.html"), "cut of")],
    [
      "2023-03-31",
      async (folder: string) => {
        const file = join(folder, "frozen.json");
        await writeFile(file, (await readFile(file, "utf8")).replace('"en"', '"en\\"><script>"'));
      },
    ],
    ["2023-04-30", async () => {}],
  ] as const) {
    await cp(place("2025-12-31"), place(day), { recursive: true });
    const record = join(place(day), "frozen.json");
    if (day !== "2023-04-30")
      await writeFile(record, (await readFile(record, "utf8")).replace("2025-12-31", day));
    await spoil(place(day));
  }
  const before = await contents(join(out, "reports"));
  await changePage();
  await build();
  const after = await contents(join(out, "reports"));
  before.delete("index.html");
  after.delete("index.html");
  expect(after).toEqual(before);
  expect((await lstat(place("link"))).isSymbolicLink()).toBe(true);
  expect((await lstat(place("broken link"))).isSymbolicLink()).toBe(true);
  expect(await listed()).toEqual(["2025-12-31"]);
  expect(await html("reports/index.html")).not.toContain('<script>"');
  const told = notes.findLast((note) => note.startsWith("reports: 1 frozen; ")) ?? "";
  for (const [day, wrong] of [
    ["2024-01-31", "it has no frozen.json"],
    ["2024-02-29", "its frozen.json is damaged"],
    ["2024-03-31", "its frozen.json is damaged"],
    ["2024-04-30", "it has no frozen.json"],
    ["2023-01-31", "zh/rfm.html is missing"],
    ["2023-02-28", "zh/rfm.html has changed since"],
    ["2023-03-31", "its frozen.json is damaged"],
    ["2023-04-30", "its frozen.json is damaged"],
  ]) {
    expect(told).toContain(`reports/${day} is left out of the list: ${wrong}`);
  }
});

test("a frozen report that is not whole is replaced only when asked", async () => {
  await build({ freeze: "once" });
  await rm(join(out, "reports/2025-12-31/en/rfm.html"));
  await build();
  await expect(listed()).rejects.toThrow(/ENOENT/);
  expect(await html("en/rfm.html")).not.toContain("reports/index.html");
  await expect(build({ freeze: "once" })).rejects.toThrow(/not whole: en\/rfm\.html is missing/);
  await build({ freeze: "again" });
  expect(await listed()).toEqual(["2025-12-31"]);
});

test("a file that is called reports stays, and nothing is frozen into it", async () => {
  await build();
  await writeFile(join(out, "reports"), "mine");
  await build();
  expect(await html("reports")).toBe("mine");
  await expect(build({ freeze: "once" })).rejects.toThrow(/reports is no folder/);
  expect(await html("reports")).toBe("mine");
});

test.each(["site", "en", "reports"])("a build killed at step %s loses no frozen report", async (step) => {
  await build({ day: "2025-11-30", freeze: "once" });
  const first = await frozen("2025-11-30");
  const script = resolve("test/site/build_apart.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, root, warehouse, out]);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
    if (text.split("\n").includes(step)) child.kill("SIGKILL");
  });
  const signal = await new Promise((done) => child.on("close", (_, signal) => done(signal)));
  expect(signal).toBe("SIGKILL");
  expect(await frozen("2025-11-30")).toEqual(first);
  expect(await listed()).toEqual(["2025-11-30"]);
  await build({ freeze: "once" });
  expect(await frozen("2025-11-30")).toEqual(first);
  expect(await listed()).toEqual(["2025-12-31", "2025-11-30"]);
});

test("a build killed between its renames loses no frozen report", async () => {
  await build({ freeze: "once" });
  const first = await frozen("2025-12-31");
  await rename(out, join(root, ".dist.old"));
  await changePage();
  await build();
  expect(await frozen("2025-12-31")).toEqual(first);
});
