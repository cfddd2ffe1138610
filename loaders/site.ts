import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { PAGES } from "../observablehq.config.ts";
import { bundlePages } from "./bundle.ts";
import { UserError } from "./errors.ts";
import type { Exported } from "./export.ts";
import { type Locale, languages } from "./messages.ts";
import { readPage } from "./page.ts";
import { type Progress, silentProgress } from "./progress.ts";
import { swapIn } from "./swap.ts";
import { renderEntrance, renderNotFound, renderPage } from "./template.ts";

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
  progress?: Progress;
}

/** Builds the static site: `out/en`, `out/zh`, and an entrance that leads to the reader's language. */
export async function buildSite(options: SiteOptions): Promise<void> {
  const { root, out, progress = silentProgress } = options;
  const src = join(root, "src");
  const locales = options.locales ?? (Object.keys(languages) as Locale[]);
  const pages = (options.pages ?? PAGES).filter((page) => existsSync(join(src, `${page}.md`)));
  const step = progress.step("site", locales.length * 2 + 1);
  await swapIn(out, ["index.html", "404.html", ...Object.keys(languages)], async (folder) => {
    const style = await readStyle(src);
    // One language's pages are read while the other's are bundled.
    const build = async (locale: Locale) => {
      await buildLanguage({
        ...options,
        src,
        folder: join(folder, locale),
        locale,
        locales,
        pages,
        style,
      });
      step.advance(2, locale);
    };
    // None may go on writing once another has failed and the folder is cleared away.
    for (const result of await Promise.allSettled(locales.map(build))) {
      if (result.status === "rejected") throw result.reason;
    }
    await write(join(folder, "index.html"), renderEntrance(locales));
    await write(join(folder, "404.html"), renderNotFound(locales));
  });
  step.done(`${pages.length} pages in ${locales.map((locale) => languages[locale].name).join(", ")}`);
}

interface LanguageOptions {
  src: string;
  folder: string;
  data: Exported;
  locale: Locale;
  locales: readonly Locale[];
  pages: readonly string[];
  style: string;
}

async function buildLanguage({
  src,
  folder,
  data,
  locale,
  locales,
  pages,
  style,
}: LanguageOptions): Promise<void> {
  const parsed = pages.map((name) => readPage(src, name, locale));
  const bundle = await bundlePages(src, parsed, locale);
  const placed = new Map<string, string>();
  const pathOf = async (name: string, page: string) => {
    const file = name.slice("./data/".length);
    const content = data.files.get(file) ?? data.emptyParts.get(file.replace(/\..*$/, ""));
    if (!content) throw missingFile(file, join(src, `${page}.md`));
    const path = placed.get(file) ?? hashed(file, content);
    if (!placed.has(file)) await write(join(folder, "data", path), content);
    placed.set(file, path);
    return `./data/${path}`;
  };
  for (const [name, content] of bundle.files) await write(join(folder, "assets", name), content);
  for (const page of parsed) {
    const files: Record<string, string> = {};
    const parts = [...data.files.keys()].filter((file) =>
      page.split.some((mart) => file.startsWith(`${mart}.`)),
    );
    for (const name of new Set([
      ...page.files,
      ...parts.map((file) => `./data/${file}`),
      "./data/catalog.json",
    ]))
      files[name] = await pathOf(name, page.name);
    const modules = (bundle.modules.get(page.name) ?? []).map((module) => `./assets/${module}`);
    const html = renderPage(page, {
      locale,
      locales,
      pages,
      about: data.about,
      style,
      modules,
      files,
    });
    await write(join(folder, `${page.name}.html`), html);
  }
}

/** `rfm_grid.arrow` → `rfm_grid.1a2b3c4d.arrow`, so that a browser never shows an old file for a new one. */
function hashed(file: string, content: Uint8Array): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return file.replace(/(\.\w+)$/, `.${hash}$1`);
}

function missingFile(file: string, page: string): UserError {
  const mart = file.replace(/\..*$/, "");
  return new UserError(`the page reads data/${file}, which no mart makes`, {
    place: { file: page },
    fix: `add sql/marts/${mart}.sql, or mend the name on the page`,
  });
}

async function readStyle(src: string): Promise<string> {
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

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
