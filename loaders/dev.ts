import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "./serve.ts";

export interface DevOptions {
  /** The project's folder. */
  root: string;
  overlay?: string | undefined;
  warehouse: string;
  /** The first port to try. */
  port: number;
}

/**
 * Serves the report and builds it anew whenever a page, a component, a loader or any file of `sql/` or the overlay
 * changes; open pages then reload. A mistake is printed and shown on the pages, and the last good report stays.
 * Each build is a process of its own, the very one that publishes, so that what is seen is what will be shipped.
 */
export async function dev({ root, overlay, warehouse, port }: DevOptions): Promise<void> {
  const ending = new AbortController();
  const ended = new Promise((done) => ending.signal.addEventListener("abort", done));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  const out = await mkdtemp(join(tmpdir(), "tierboard-dev-"));
  const site = await serve(join(out, "site"), { port, isLive: true });
  const build = async () => {
    const error = await runBuild(root, ending.signal, [
      ...["--warehouse", warehouse, "--out", join(out, "site"), "--draft"],
      ...(overlay ? ["--overlay", overlay] : []),
    ]);
    if (ending.signal.aborted) return;
    site.reload(error);
    console.log(
      error ? "\nWaiting for a change …\n" : `\nThe report is at ${site.address} Ctrl+C ends it.\n`,
    );
  };
  await build();
  const places = ["sql", "src", "loaders", ...(overlay ? [overlay] : [])].filter((place) =>
    existsSync(join(root, place)),
  );
  const rebuild = calmly(build);
  const watchers = places.map((place) => watch(join(root, place), { recursive: true }, rebuild));
  if (!ending.signal.aborted) await ended;
  for (const watcher of watchers) watcher.close();
  await site.close();
  await rm(out, { recursive: true, force: true });
}

/** What the build printed if it failed. */
function runBuild(root: string, signal: AbortSignal, args: string[]): Promise<string | undefined> {
  return new Promise((done) => {
    const build = spawn(process.execPath, ["--import", "tsx", "loaders/commands/build.ts", ...args], {
      cwd: root,
      signal,
      stdio: ["ignore", "inherit", "pipe"],
    });
    let text = "";
    build.stderr.on("data", (chunk: Buffer) => {
      process.stderr.write(chunk);
      text += chunk;
    });
    build.once("error", () => done(undefined));
    build.once("close", (code) => done(code === 0 ? undefined : text.slice(text.search(/^Error:/m))));
  });
}

/** Runs `act` once things are quiet for a moment, and never twice at a time. */
function calmly(act: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(act);
    }, 100);
  };
}
