import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { PAGES } from "../observablehq.config.ts";
import { UserError } from "./errors.ts";
import type { Exported } from "./export.ts";
import { carryFrozen, frozenFiles, LIST, makeRoom, REPORTS } from "./frozen.ts";
import { type Files, type FilledLanguage, readLanguage } from "./language.ts";
import { type Locale, languages } from "./messages.ts";
import { type Progress, silentProgress } from "./progress.ts";
import { swapIn } from "./swap.ts";
import { renderEntrance, renderNotFound } from "./template.ts";
import { renderFrozenList } from "./template_frozen.ts";

export interface SiteOptions {
  /** The project's folder, which holds `src`. */
  root: string;
  /** The site's folder. It is replaced as a whole, and only when everything is built. */
  out: string;
  /** What the pages read. */
  data: Exported;
  /** All languages unless given. */
  locales?: readonly Locale[] | undefined;
  /** All pages that exist unless given. */
  pages?: readonly string[] | undefined;
  /** Keeps a copy under `out/reports/<as-of day>/`, `again` in place of one of the same day. */
  freeze?: "once" | "again" | undefined;
  progress?: Progress;
}

/**
 * Builds the static site: `out/en`, `out/zh`, an entrance that leads to the reader's language, and `out/reports` with
 * the reports frozen before.
 */
export async function buildSite(options: SiteOptions): Promise<void> {
  const { root, out, data, progress = silentProgress } = options;
  const src = join(root, "src");
  const locales = options.locales ?? (Object.keys(languages) as Locale[]);
  const pages = (options.pages ?? PAGES).filter((page) => existsSync(join(src, `${page}.md`)));
  const step = progress.step("site", locales.length + 1);
  const ours = ["index.html", "404.html", REPORTS, ...Object.keys(languages)];
  await swapIn(out, ours, async (folder) => {
    const style = await readStyle(src);
    // One language's pages are read while the other's are bundled.
    const built = await Promise.all(
      locales.map(async (locale) => {
        const language = await readLanguage({
          src,
          locale,
          locales,
          pages,
          style,
          isPrerendered: true,
        });
        step.advance(1, locale);
        return language.withData(data);
      }),
    );
    const hasReports = await addReports({ ...options, folder, built, pages, style });
    const site = siteFiles(built, hasReports ? { reports: `../${REPORTS}/${LIST}` } : {});
    site.set("404.html", renderNotFound(locales));
    await write(folder, site);
  });
  step.done(`${pages.length} pages in ${locales.map((locale) => languages[locale].name).join(", ")}`);
}

type FrozenOptions = Pick<SiteOptions, "out" | "data" | "freeze" | "progress"> & {
  /** Where the site is being built. */
  folder: string;
  built: readonly FilledLanguage[];
  pages: readonly string[];
  style: string;
};

/** Takes the frozen reports over, adds this one if it is to be frozen, and lists them. Tells whether there are any. */
async function addReports(options: FrozenOptions): Promise<boolean> {
  const { folder, out, built, data, pages, style, freeze, progress = silentProgress } = options;
  if (!freeze && !existsSync(join(out, REPORTS))) return false;
  const step = progress.step(REPORTS);
  const frozen = await carryFrozen(out, folder);
  const notes = [...frozen.broken].map(([name, wrong]) => `${name} is left out of the list: ${wrong}`);
  let { reports } = frozen;
  if (freeze) {
    const locales = built.map(({ locale }) => locale);
    const site = siteFiles(built, { isFrozen: true, reports: `../../${LIST}` });
    const { files, report } = frozenFiles(site, data.about, { locales, pages });
    const isNew = await makeRoom(folder, frozen, report, { out, mayReplace: freeze === "again" });
    if (isNew) {
      await write(join(folder, REPORTS, report.as_of), files);
      reports = [report, ...reports.filter(({ as_of }) => as_of !== report.as_of)];
      reports.sort((a, b) => (a.as_of < b.as_of ? 1 : -1));
    }
    notes.unshift(`${REPORTS}/${report.as_of} ${isNew ? "is new" : "was there, the same"}`);
  }
  if (reports.length > 0) {
    await write(join(folder, REPORTS), new Map([[LIST, renderFrozenList(reports, style)]]));
  }
  step.done([`${reports.length} frozen`, ...notes].join("; "));
  return reports.length > 0;
}

/** Every language in its folder, with the entrance that leads to the reader's. */
export function siteFiles(
  built: readonly FilledLanguage[],
  place: Parameters<FilledLanguage["filesAt"]>[0],
): Files {
  const files: Files = new Map();
  for (const language of built) {
    for (const [path, content] of language.filesAt(place)) files.set(`${language.locale}/${path}`, content);
  }
  files.set("index.html", renderEntrance(built.map(({ locale }) => locale)));
  return files;
}

export async function readStyle(src: string): Promise<string> {
  const file = join(src, "style.css");
  const { code, warnings } = await transform(await readFile(file, "utf8"), { loader: "css", minify: true });
  for (const { text, location } of warnings) {
    throw new UserError(`the style sheet does not parse: ${text}`, {
      place: { file, line: location?.line },
      fix: `look at: ${location?.lineText.trim()}`,
    });
  }
  return code.trim();
}

async function write(folder: string, files: Files): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
