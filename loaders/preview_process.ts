import { errorText } from "./command.ts";
import { Preview, type PreviewOptions } from "./preview.ts";
import { makeSample } from "./sample.ts";

/** What is asked of the process: to bring the preview up to date, the open pages first. */
export interface Asked {
  open: string[];
}

/** What it tells: pages that changed, and whether that is all, or what went wrong. */
export type Told = { paths: string[]; isAll: boolean } | { error: string };

// A process of its own, so that a change of the loaders or of the pages begins with their new text.
const options = JSON.parse(process.argv[2] ?? "") as PreviewOptions;
const preview = new Preview(options);
const tell = (told: Told) => process.send?.(told);

let running = Promise.resolve();
let current = new AbortController();
process.on("message", ({ open }: Asked) => {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  running = running.then(() => refresh(open, signal));
});
process.on("disconnect", () => process.exit());

async function refresh(open: readonly string[], signal: AbortSignal): Promise<void> {
  try {
    if (signal.aborted) return;
    if (options.overlay === undefined) await makeSample({ root: options.root });
    await preview.refresh(open, (paths, isAll) => tell({ paths, isAll }), signal);
  } catch (error) {
    if (!signal.aborted) tell({ error: errorText(error) });
  }
}
