import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { UserError } from "../errors.ts";
import { type Progress, silentProgress } from "../progress.ts";
import { openBrowser } from "./browser.ts";
import { copyProject } from "./copy_project.ts";
import { EDITS, editThreshold } from "./overlay.ts";

export interface DevBenchOptions {
  /** The project's folder. */
  root: string;
  /** How often each edit is saved. */
  times: number;
  progress?: Progress;
}

/** From a saved edit to its numbers on the open page, ms, smallest first. */
export interface EditTiming {
  page: string;
  /** The threshold file that is edited. */
  file: string;
  visible: number[];
}

const PLACE = "sql/thresholds";

/** Runs `npm run dev` on the sample, and saves edits while a browser looks at a page. */
export async function benchDev({
  root,
  times,
  progress = silentProgress,
}: DevBenchOptions): Promise<EditTiming[]> {
  const clone = copyProject(root, "bench-dev");
  let preview: ChildProcess | undefined;
  try {
    const started = startPreview(clone);
    preview = started.process;
    const step = progress.step("edits", Object.keys(EDITS).length * 2 * times);
    const address = await started.built();
    const browser = await openBrowser();
    try {
      const timings: EditTiming[] = [];
      for (const [file, { page: name, card }] of Object.entries(EDITS)) {
        const page = await browser.newPage();
        await page.goto(`${address}en/${name}.html`);
        const visible: number[] = [];
        for (let round = 0; round < 2 * times; ++round) {
          const built = started.built();
          // Waited for below; what went wrong before that is to be told.
          built.catch(() => {});
          // Edited, and back again.
          const save = () =>
            round % 2 === 0
              ? editThreshold(join(clone, "sql"), root, file)
              : cpSync(join(root, PLACE, `${file}.sql`), join(clone, PLACE, `${file}.sql`));
          visible.push(await timeEdit(page, `#${card}:has(svg)`, save));
          await built;
          step.advance(1, file);
        }
        await page.close();
        timings.push({ page: name, file, visible: visible.sort((left, right) => left - right) });
      }
      step.done();
      return timings;
    } finally {
      await browser.close();
    }
  } finally {
    if (preview?.exitCode === null) {
      preview.kill("SIGTERM");
      await once(preview, "exit");
    }
    rmSync(clone, { recursive: true, force: true });
  }
}

/** Milliseconds from a save until a card shows other numbers. */
async function timeEdit(page: Page, card: string, save: () => void): Promise<number> {
  const before = await page.locator(card).textContent();
  const start = performance.now();
  save();
  await page.waitForFunction(
    ([card, old]) => {
      const now = document.querySelector(card ?? "")?.textContent;
      return now !== undefined && now !== old;
    },
    [card, before],
    { polling: 10, timeout: 60_000 },
  );
  return performance.now() - start;
}

/** Starts the preview. `built` waits for the next time that all is up to date, and gives the address. */
function startPreview(cwd: string): { process: ChildProcess; built(): Promise<string> } {
  const preview = spawn(process.execPath, ["--import", "tsx", "loaders/commands/dev.ts", "--port", "3900"], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    process: preview,
    built: () =>
      new Promise((done, fail) => {
        const end = () => fail(new UserError("the preview ended by itself", { fix: "see what it printed" }));
        const hear = (chunk: Buffer) => {
          const address = /The report is at (\S+)/.exec(String(chunk))?.[1];
          if (!address) return;
          preview.stdout?.off("data", hear);
          preview.off("exit", end);
          done(address);
        };
        preview.stdout?.on("data", hear);
        preview.once("exit", end);
      }),
  };
}
