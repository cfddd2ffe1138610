import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watch } from "chokidar";
import type { PreviewOptions } from "./preview.ts";
import type { Asked, Told } from "./preview_process.ts";
import { serve } from "./serve.ts";

export interface DevOptions {
  /** The project's folder. */
  root: string;
  overlay?: string | undefined;
  warehouse: string;
  /** The first port to try. */
  port: number;
  /** Ends the preview, like Ctrl+C. */
  signal?: AbortSignal;
  /** Told where the report will be, before it is built. */
  serving?: (address: string) => void;
}

/**
 * Serves the report and brings it up to date whenever a page, a component, a loader or any file of `sql/` or the overlay
 * changes; pages then show what changed, the open ones first. A mistake is printed and shown on the pages, and the last
 * good report stays.
 */
export async function dev({ root, overlay, warehouse, port, signal, serving }: DevOptions): Promise<void> {
  const ended = new Promise<void>((done) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => done());
    signal?.addEventListener("abort", () => done());
  });
  const folder = await mkdtemp(join(tmpdir(), "tierboard-dev-"));
  const out = join(folder, "site");
  const site = await serve(out, { port, isLive: true });
  serving?.(site.address);
  const options: PreviewOptions = { root, overlay, warehouse, out };
  let builder: ChildProcess | undefined;
  let saved = performance.now();
  const since = () => `${((performance.now() - saved) / 1000).toFixed(1)} s`;
  const hear = (told: Told) => {
    if ("error" in told) {
      site.live?.work(false);
      site.live?.fail(told.error);
      console.error(`\n${told.error}\n\nWaiting for a change …\n`);
      return;
    }
    if (told.isAll) site.live?.work(false);
    site.live?.renew(told.paths);
    if (told.isAll) console.log(`${since()}  The report is at ${site.address} Ctrl+C ends it.`);
    else console.log(`${since()}  What is open shows the change.`);
  };
  const start = () => {
    builder?.kill();
    const begun = fork(join(root, "loaders/preview_process.ts"), [JSON.stringify(options)], {
      cwd: root,
      execArgv: ["--import", "tsx"],
    });
    begun.on("message", hear);
    begun.once("exit", () => {
      if (builder !== begun) return;
      builder = undefined;
      site.live?.work(false);
    });
    builder = begun;
  };
  const refresh = () => {
    if (!builder) start();
    builder?.send({ open: site.live?.open() ?? [] } satisfies Asked);
    site.live?.work(true);
  };

  console.log("Building the report …");
  refresh();
  const whenQuiet = calmly();
  const changed = (isCode: boolean) => () => {
    // Pages and loaders are read when the process begins.
    if (isCode && builder) {
      builder.kill();
      builder = undefined;
    }
    whenQuiet(() => {
      saved = performance.now();
      refresh();
    });
  };
  // Node's own recursive watch loses a file that an editor saves by replacing it.
  const watchers = [
    { places: ["sql", ...(overlay ? [overlay] : [])], isCode: false },
    { places: ["src", "loaders"], isCode: true },
  ].map(({ places, isCode }) => watch(places, { cwd: root, ignoreInitial: true }).on("all", changed(isCode)));
  await ended;
  for (const watcher of watchers) await watcher.close();
  const last = builder;
  builder = undefined;
  if (last?.kill()) await once(last, "exit");
  await site.close();
  await rm(folder, { recursive: true, force: true });
}

/** Runs what it is given once things are quiet for a moment: an editor saves in several steps. */
function calmly(): (act: () => void) => void {
  let timer: NodeJS.Timeout | undefined;
  return (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, 50);
  };
}
