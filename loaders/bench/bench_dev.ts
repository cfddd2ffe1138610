import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { UserError } from "../errors.ts";
import { type Progress, silentProgress } from "../progress.ts";
import { openBrowser } from "./browser.ts";

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

interface Edit {
  page: string;
  file: string;
  /** One text and what it becomes, and back again. */
  texts: [string, string];
  /** What shows the numbers. */
  shows: string;
}

const EDITS: readonly Edit[] = [
  {
    page: "rfm",
    file: "rfm_cuts/rfm",
    texts: ["('recency', 'quantile', 5, 0.2)", "('recency', 'quantile', 5, 0.25)"],
    shows: "#rfm_grid svg",
  },
  {
    page: "pyramid",
    file: "pyramid_levels",
    texts: ["0.01", "0.02"],
    shows: "main svg",
  },
  {
    page: "lifecycle",
    file: "lifecycle_limits",
    texts: ["90 as new_within_days", "60 as new_within_days"],
    shows: "main svg",
  },
  {
    page: "index",
    file: "score_tiers",
    texts: ["12, 15),\n    ('potential', 2, 9, 11)", "11, 15),\n    ('potential', 2, 9, 10)"],
    shows: "main svg",
  },
];

/** Runs `npm run dev` on the sample, and saves edits while a browser looks at a page. */
export async function benchDev({
  root,
  times,
  progress = silentProgress,
}: DevBenchOptions): Promise<EditTiming[]> {
  const clone = mkdtempSync(join(tmpdir(), "tierboard-bench-dev-"));
  let preview: ChildProcess | undefined;
  try {
    const parts = ["loaders", "sql", "src", "data/make_sample", "observablehq.config.ts", "package.json"];
    for (const part of parts) cpSync(join(root, part), join(clone, part), { recursive: true });
    symlinkSync(resolve(root, "node_modules"), join(clone, "node_modules"), "dir");
    const started = startPreview(clone);
    preview = started.process;
    const step = progress.step("edits", EDITS.length * 2 * times);
    const address = await started.built();
    const browser = await openBrowser();
    try {
      const timings: EditTiming[] = [];
      for (const edit of EDITS) {
        const page = await browser.newPage();
        await page.goto(`${address}en/${edit.page}.html`);
        const visible: number[] = [];
        for (let round = 0; round < 2 * times; ++round) {
          const built = started.built();
          visible.push(await timeEdit(page, clone, edit, round % 2));
          await built;
          step.advance(1, edit.file);
        }
        await page.close();
        timings.push({
          page: edit.page,
          file: edit.file,
          visible: visible.sort((left, right) => left - right),
        });
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

/** Milliseconds from a save until the page shows other numbers. */
async function timeEdit(page: Page, root: string, edit: Edit, round: number): Promise<number> {
  const { file, shows } = edit;
  const [from, to] = round === 0 ? edit.texts : [edit.texts[1], edit.texts[0]];
  const shown = page.locator(shows).first();
  await shown.waitFor();
  const before = await page.locator("main").textContent();
  await page.evaluate("window.isBefore = true");
  const path = join(root, "sql/thresholds", `${file}.sql`);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} lacks ${from}`);
  const start = performance.now();
  writeFileSync(path, text.replace(from, to));
  await page.waitForFunction(
    ([selector, old]) =>
      !("isBefore" in window) &&
      document.querySelector(selector ?? "") !== null &&
      document.querySelector("main")?.textContent !== old,
    [shows, before],
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
        const hear = (chunk: Buffer) => {
          const address = /The report is at (\S+)/.exec(String(chunk))?.[1];
          if (!address) return;
          preview.stdout?.off("data", hear);
          done(address);
        };
        preview.stdout?.on("data", hear);
        preview.once("exit", () =>
          fail(new UserError("the preview ended by itself", { fix: "see what it printed" })),
        );
      }),
  };
}
