import { createHash } from "node:crypto";
import { join } from "node:path";
import { bundlePages } from "./bundle.ts";
import { UserError } from "./errors.ts";
import type { Exported } from "./export.ts";
import type { Locale } from "./messages.ts";
import { readPage } from "./page.ts";
import { renderPage, type TemplateOptions } from "./template.ts";

/** What a folder of the site holds: the content of each file by its path. */
export type Files = Map<string, Uint8Array | string>;

export interface LanguageOptions {
  /** The project's `src`. */
  src: string;
  data: Exported;
  locale: Locale;
  /** The languages built, for the switch. */
  locales: readonly Locale[];
  pages: readonly string[];
  /** The style sheet's text. */
  style: string;
}

/** The site in one language, ready to be written. */
export interface Language {
  locale: Locale;
  /** Its folder's files. `place` tells its pages what stands around it. */
  filesAt(place: Pick<TemplateOptions, "reports" | "isFrozen">): Files;
}

/** Reads and bundles the pages of one language. */
export async function readLanguage(options: LanguageOptions): Promise<Language> {
  const { src, data, locale, locales, pages, style } = options;
  const parsed = pages.map((name) => readPage(src, name, locale));
  const bundle = await bundlePages(src, parsed, locale);
  const common: Files = new Map();
  for (const [name, content] of bundle.files) common.set(`assets/${name}`, content);
  const written = parsed.map((page) => {
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
    return { page, files, modules };
  });
  return {
    locale,
    filesAt(place) {
      const all: Files = new Map(common);
      for (const { page, files, modules } of written) {
        const html = renderPage(page, {
          ...place,
          locale,
          locales,
          pages,
          about: data.about,
          style,
          modules,
          files,
        });
        all.set(`${page.name}.html`, html);
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
