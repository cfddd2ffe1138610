import { createHash } from "node:crypto";
import { join } from "node:path";
import { bundlePages, bundleScripts } from "./bundle.ts";
import { UserError } from "./errors.ts";
import type { Exported } from "./export.ts";
import type { Locale } from "./messages.ts";
import { martsOf, type Page, readPage } from "./page.ts";
import { prerender } from "./prerender.ts";
import { renderPage, type TemplateOptions } from "./template.ts";

/** What a folder of the site holds: the content of each file by its path. */
export type Files = Map<string, Uint8Array | string>;

export interface LanguageOptions {
  /** The project's `src`. */
  src: string;
  locale: Locale;
  /** The languages built, for the switch. */
  locales: readonly Locale[];
  pages: readonly string[];
  /** The style sheet's text. */
  style: string;
  /** Whether pages hold their first charts already drawn (front matter `prerender`), which takes its time. */
  isPrerendered?: boolean;
  /** Whether pages show new data without being loaded again, when told to (loaders/live_client.ts). */
  isLive?: boolean;
}

/** The pages of one language, read and bundled: what does not hang on data. */
export interface Language {
  locale: Locale;
  /** See page.ts; none if there is no such page. */
  martsOf(page: string): string[][];
  /** Throws a UserError when a page reads what no mart makes. */
  withData(data: Exported): Promise<FilledLanguage>;
}

/** The site in one language, ready to be written. */
export interface FilledLanguage {
  locale: Locale;
  /** Its folder's files. `place` tells its pages what stands around it. */
  filesAt(place: Pick<TemplateOptions, "reports" | "isFrozen">): Files;
}

/** Reads and bundles the pages of one language. */
export async function readLanguage(options: LanguageOptions): Promise<Language> {
  const { src, locale, pages, isPrerendered = false, isLive = false } = options;
  const parsed = pages.map((name) => readPage(src, name, locale));
  const drawn = parsed.filter((page) => isPrerendered && page.prerender);
  const [bundle, scripts] = await Promise.all([
    bundlePages(src, parsed, locale, { isLive }),
    bundleScripts(src, drawn, locale),
  ]);
  return {
    locale,
    martsOf: (name) => parsed.filter((page) => page.name === name).flatMap(martsOf),
    withData: async (data) => fill(options, { parsed, bundle, scripts, data }),
  };
}

interface Parts {
  parsed: readonly Page[];
  bundle: Awaited<ReturnType<typeof bundlePages>>;
  /** Of the pages that are prerendered. */
  scripts: Awaited<ReturnType<typeof bundleScripts>>;
  data: Exported;
}

async function fill(
  { src, locale, locales, pages, style }: LanguageOptions,
  { parsed, bundle, scripts, data }: Parts,
): Promise<FilledLanguage> {
  const common: Files = new Map();
  for (const [name, content] of bundle.files) common.set(`assets/${name}`, content);
  const shell = { locale, locales, pages, about: data.about, style };
  const write = async (page: Page) => {
    const parts = [...data.files.keys()].filter((file) =>
      page.split.some((mart) => file.startsWith(`${mart}.`)),
    );
    const names = [...page.files, ...parts.map((file) => `./data/${file}`), "./data/catalog.json"];
    const files: Record<string, string> = {};
    for (const name of new Set(names)) {
      const file = name.slice("./data/".length);
      const content = data.files.get(file) ?? data.emptyParts.get(file.replace(/\..*$/, ""));
      if (!content) throw missingFile(file, join(src, `${page.name}.md`));
      const path = `data/${hashed(file, content)}`;
      common.set(path, content);
      files[name] = `./${path}`;
    }
    const modules = (bundle.modules.get(page.name) ?? []).map((module) => `./assets/${module}`);
    const script = scripts.get(page.name);
    if (script === undefined || page.prerender === undefined) return { page, files, modules };
    const drawn = await prerender(renderPage(page, { ...shell, modules, files }), {
      script,
      card: page.prerender,
      read: (path) => common.get(path.slice("./".length)),
    });
    return { page, files, modules, drawn };
  };
  const written = await Promise.all(parsed.map(write));
  return {
    locale,
    filesAt(place) {
      const all: Files = new Map(common);
      for (const { page, ...own } of written) {
        all.set(`${page.name}.html`, renderPage(page, { ...shell, ...place, ...own }));
      }
      return all;
    },
  };
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
