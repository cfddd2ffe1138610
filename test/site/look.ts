/**
 * Looks at pages as a reader would: builds them, opens each in both languages, wide and narrow, light and dark,
 * prints what went wrong and saves pictures.
 *
 *   node --import tsx test/site/look.ts [--page rfm] [--warehouse FILE] [--query "?measure=revenue"] [--demo]
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "../../loaders/bench/browser.ts";
import { watchPage } from "../../loaders/bench/watch_page.ts";
import { UserError } from "../../loaders/errors.ts";
import { exportMarts } from "../../loaders/export.ts";
import { serve } from "../../loaders/serve.ts";
import { buildSite } from "../../loaders/site.ts";
import { PAGES } from "../../observablehq.config.ts";
import { makeDemoProject } from "./demo_project.ts";
import { findViolations } from "./find_violations.ts";
import { readWords } from "./read_words.ts";

const { values } = parseArgs({
  options: {
    page: { type: "string", multiple: true },
    warehouse: { type: "string", default: "data/warehouse.duckdb" },
    query: { type: "string", default: "" },
    shots: { type: "string", default: "test/site/shots" },
    demo: { type: "boolean" },
  },
});

const VIEWS = [
  { locale: "en", width: 1440, scheme: "light" },
  { locale: "zh", width: 1440, scheme: "dark" },
  { locale: "zh", width: 390, scheme: "light" },
  { locale: "en", width: 390, scheme: "dark" },
] as const;

try {
  const demo = values.demo ? await makeDemoProject() : undefined;
  const root = demo?.root ?? ".";
  const pages = values.demo ? ["rfm"] : (values.page ?? [...PAGES]);
  const out = await mkdtemp(join(tmpdir(), "tierboard-look-"));
  const data = await exportMarts(demo?.warehouse ?? values.warehouse);
  await buildSite({ root, out, data, pages });
  const site = await serve(out, { port: 0 });
  const browser = await openBrowser();
  await mkdir(values.shots, { recursive: true });
  for (const page of pages) {
    for (const { locale, width, scheme } of VIEWS) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
      });
      const tab = await context.newPage();
      const watched = watchPage(tab, site.address);
      await tab.goto(`${site.address}${locale}/${page}.html${values.query}`);
      await watched.settled();
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const shot = join(values.shots, `${page}-${locale}-${width}-${scheme}.png`);
      await tab.screenshot({ path: shot, fullPage: true });
      const { requests, scripts, data } = await watched.sizes();
      console.log(
        `${page} ${locale} ${width} ${scheme}: ${requests} requests, ${kb(scripts)} scripts, ${kb(data)} data, ${resolve(shot)}`,
      );
      const { words, keys } = await readWords(tab, locale);
      for (const word of words) console.log(`  not in its language: ${word}`);
      for (const key of keys) console.log(`  a key or an unfilled text: ${key}`);
      for (const violation of await findViolations(tab)) console.log(`  axe: ${violation}`);
      if (overflow > 0) console.log(`  the page is ${overflow} px wider than the screen`);
      for (const problem of watched.problems) console.log(`  ${problem}`);
      await context.close();
    }
  }
  await browser.close();
  await site.close();
  await rm(out, { recursive: true, force: true });
  if (demo) await rm(demo.root, { recursive: true, force: true });
} catch (error) {
  console.error(error instanceof UserError ? error.toText() : error);
  process.exitCode = 1;
}

function kb(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}
