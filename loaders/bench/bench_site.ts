import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PAGES } from "../../observablehq.config.ts";
import { UserError } from "../errors.ts";
import { exportMarts } from "../export.ts";
import { type Locale, languages } from "../messages.ts";
import { type Progress, silentProgress } from "../progress.ts";
import { serve } from "../serve.ts";
import { buildSite } from "../site.ts";
import { openBrowser } from "./browser.ts";
import { copyProject } from "./copy_project.ts";
import { type MoveCost, measureMoves } from "./measure_moves.ts";
import { type Conditions, measurePage } from "./measure_page.ts";
import { type RunCost, runNode } from "./run_node.ts";

export interface SiteBenchOptions {
  /** The project's folder. */
  root: string;
  /** A warehouse whose pages are weighed beside the demo's. */
  warehouse?: string | undefined;
  /** How often a page is timed. */
  times: number;
  progress?: Progress;
}

/** What a page makes a browser load, gzipped bytes, with nothing in its cache. */
export interface PageWeight {
  locale: Locale;
  page: string;
  requests: number;
  scripts: number;
  data: number;
}

/** Milliseconds until the RFM grid is painted, and until it answers, smallest first. */
export interface Timing extends Conditions {
  locale: Locale;
  visible: number[];
  alive: number[];
}

export interface SiteBench {
  /** The demo from the sample to the pages. */
  build: RunCost;
  demo: PageWeight[];
  /** The pages of `warehouse`. */
  other?: { warehouse: string; pages: PageWeight[] };
  timings: Timing[];
  /** What-if over the demo and over `warehouse`. */
  moves: MoveCost[];
}

const SITUATIONS: readonly Conditions[] = [{ bandwidth: 10, latency: 40 }, { slowdown: 4 }];
// The whole card: a browser may show its beginning while it reads on.
const GRID = "#rfm_grid:has(.actions) .chart svg";

/** Builds the demo from nothing but an installed clone, then opens its pages in a browser. */
export async function benchSite(options: SiteBenchOptions): Promise<SiteBench> {
  const { root, warehouse, progress = silentProgress } = options;
  if (warehouse && !existsSync(warehouse))
    throw new UserError(`there is no warehouse ${warehouse}`, {
      fix: "leave one there with `npm run bench -- --keep`",
    });
  const clone = copyProject(root, "bench");
  try {
    const build = await runNode("loaders/commands/demo.ts", ["--no-serve"], clone);
    const other = join(clone, "other");
    if (warehouse) await buildSite({ root, out: other, data: await exportMarts(warehouse), progress });
    const browser = await openBrowser();
    try {
      const demo = await weigh(browser, join(clone, "dist"), "pages of the demo", progress);
      const others = warehouse && (await weigh(browser, other, `pages of ${warehouse}`, progress));
      const timings = await time(browser, join(clone, "dist"), options);
      const moves: MoveCost[] = [];
      for (const folder of [join(clone, "dist"), ...(warehouse ? [other] : [])])
        moves.push(await timeMoves(browser, folder, options));
      return {
        build,
        demo,
        timings,
        moves,
        ...(warehouse && others && { other: { warehouse, pages: others } }),
      };
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

type Browser = Awaited<ReturnType<typeof openBrowser>>;
const LOCALES = Object.keys(languages) as Locale[];

async function weigh(
  browser: Browser,
  folder: string,
  name: string,
  progress: Progress,
): Promise<PageWeight[]> {
  const step = progress.step(name, PAGES.length * LOCALES.length);
  const site = await serve(folder, { port: 0 });
  try {
    const pages: PageWeight[] = [];
    for (const page of PAGES) {
      for (const locale of LOCALES) {
        const address = `${site.address}${locale}/${page}.html`;
        const { requests, scripts, data } = await measurePage(browser, address, {}, "main h1");
        pages.push({ locale, page, requests, scripts, data });
        step.advance(1, `${locale}/${page}`);
      }
    }
    step.done();
    return pages;
  } finally {
    await site.close();
  }
}

async function timeMoves(browser: Browser, folder: string, { times }: SiteBenchOptions): Promise<MoveCost> {
  const site = await serve(folder, { port: 0 });
  try {
    return await measureMoves(browser, `${site.address}en/what-if.html`, times);
  } finally {
    await site.close();
  }
}

async function time(
  browser: Browser,
  folder: string,
  { times, progress = silentProgress }: SiteBenchOptions,
): Promise<Timing[]> {
  const step = progress.step("RFM grid", times * SITUATIONS.length * LOCALES.length);
  const site = await serve(folder, { port: 0 });
  try {
    const timings: Timing[] = LOCALES.flatMap((locale) =>
      SITUATIONS.map((situation) => ({ ...situation, locale, visible: [], alive: [] })),
    );
    // In turn, so that a busy moment of the machine does not fall on one of them alone.
    for (let round = 0; round < times; ++round) {
      for (const { locale, visible, alive, ...situation } of timings) {
        const address = `${site.address}${locale}/rfm.html`;
        const cost = await measurePage(browser, address, situation, GRID);
        visible.push(cost.visible);
        alive.push(cost.alive);
        step.advance();
      }
    }
    for (const times of timings.flatMap(({ visible, alive }) => [visible, alive]))
      times.sort((left, right) => left - right);
    step.done();
    return timings;
  } finally {
    await site.close();
  }
}
