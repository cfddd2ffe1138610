import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyProject } from "../loaders/bench/copy_project.ts";

let root: string;

// A copy, so that no test touches the reader's own dist and warehouse.
beforeAll(async () => {
  root = copyProject(".", "commands");
});

afterAll(() => rm(root, { recursive: true }));

function run(name: string, ...args: string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((done) => {
    const command = spawn(process.execPath, ["--import", "tsx", `loaders/commands/${name}.ts`, ...args], {
      cwd: root,
    });
    let text = "";
    for (const stream of [command.stdout, command.stderr]) stream.on("data", (chunk) => (text += chunk));
    command.once("close", (code) => done({ code, text }));
  });
}

test.each(["build", "demo", "dev"])("%s explains itself", async (name) => {
  const { code, text } = await run(name, "--help");
  expect(code).toBe(0);
  expect(text).toMatch(new RegExp(`^Usage: npm run ${name} -- \\[options\\]`));
  expect(text).toMatch(/--(overlay|port)/);
});

test("build says which frozen reports it keeps", async () => {
  const { text } = await run("build", "--help");
  expect(text).toMatch(/a build into another folder has none/);
});

test.each([
  ["build", ["--langauge", "en"], /unknown option '--langauge'/],
  ["build", ["--locale", "fr"], /there is no language "fr"[\s\S]*do: choose one of en, zh/],
  ["build", ["--page", "tiers"], /there is no page "tiers"[\s\S]*do: choose one of index, rfm/],
  ["build", ["--overlay", "nowhere"], /there is no overlay folder nowhere[\s\S]*do: /],
  ["build", ["--freeze", "--locale", "en"], /every page in every language[\s\S]*do: leave out --locale/],
  ["build", ["--refreeze", "--page", "rfm"], /every page in every language[\s\S]*do: leave out --page/],
  ["demo", ["everything"], /too many arguments/],
] as const)("%s %j fails with a sentence", async (name, args, message) => {
  const { code, text } = await run(name, ...args);
  expect(code).toBe(1);
  expect(text).toMatch(message);
  expect(text).not.toMatch(/^\s+at /m);
});
