import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PAGES } from "../observablehq.config.ts";
import type { Exported } from "./export.ts";
import type { Files, Language } from "./language.ts";
import { type Locale, languages } from "./messages.ts";
import { silentProgress } from "./progress.ts";
import { type Node, upstream } from "./sql/graph.ts";
import { buildWarehouse } from "./warehouse.ts";

export interface PreviewOptions {
  root: string;
  overlay?: string | undefined;
  warehouse: string;
  /** The site's folder, which is the preview's own. */
  out: string;
}

/** Which pages changed, as paths such as `/en/rfm.html`, and whether more is to come. */
export type Shown = (paths: string[], isAll: boolean) => void;

/**
 * A report that is brought up to date again and again. Pages and components are read and bundled once: what they show
 * comes and goes with the data. Of an edit, what the open pages read is built and shown first, card by card, then the rest.
 */
export class Preview {
  readonly #options: PreviewOptions;
  #languages: Promise<Language[]> | undefined;
  #data: Exported | undefined;
  readonly #written = new Map<string, Uint8Array | string>();

  constructor(options: PreviewOptions) {
    this.#options = options;
  }

  /**
   * Brings the warehouse and the site up to date. `open` are the paths of the pages that someone looks at. Throws what a
   * build throws; the site is then as it was, but for what was shown already.
   */
  async refresh(open: readonly string[], shown: Shown, signal: AbortSignal): Promise<void> {
    const { root, overlay, warehouse } = this.#options;
    this.#languages ??= this.#read();
    // Waited for later; that it failed is not to end the process before.
    this.#languages.catch(() => {});
    const { exportMarts, readMarts } = await import("./export.ts");
    const pages = new Set(this.#data ? open.map(pageOf) : []);
    const [known] = pages.size > 0 ? await this.#languages : [];
    const early = byTurn([...pages].map((page) => known?.martsOf(page) ?? [])).map((marts) => ({
      choose: (nodes: readonly Node[]) => upstream(nodes, marts),
      use: async (connection: DuckDBConnection, ran: ReadonlySet<string>) => {
        const changed = new Set(marts.filter((mart) => ran.has(mart)));
        if (changed.size === 0) return;
        this.#data = merged(this.#data, await readMarts(connection, changed));
        shown(await this.#show(this.#data, (path) => pages.has(pageOf(path))), false);
      },
    }));
    await buildWarehouse({ root, overlay, warehouse, progress: silentProgress, signal, early });
    this.#data = await exportMarts(warehouse);
    shown(await this.#show(this.#data, () => true), true);
  }

  async #read(): Promise<Language[]> {
    const { root } = this.#options;
    const src = join(root, "src");
    const [{ readLanguage }, { readStyle }] = await Promise.all([
      import("./language.ts"),
      import("./site.ts"),
    ]);
    const style = await readStyle(src);
    const locales = Object.keys(languages) as Locale[];
    return Promise.all(
      locales.map((locale) => readLanguage({ src, locale, locales, pages: PAGES, style, isLive: true })),
    );
  }

  /** Writes the files that changed, of the pages that are wanted, and tells the paths of these. */
  async #show(data: Exported, isWanted: (path: string) => boolean): Promise<string[]> {
    const { siteFiles } = await import("./site.ts");
    const files = siteFiles(
      await Promise.all(((await this.#languages) ?? []).map((each) => each.withData(data))),
      {},
    );
    const isPage = (path: string) => path.endsWith(".html");
    const changed = changedFiles(files, this.#written).filter((path) => !isPage(path) || isWanted(path));
    // A page comes after all that it names.
    changed.sort((a, b) => Number(isPage(a)) - Number(isPage(b)));
    for (const path of changed) {
      const file = join(this.#options.out, path);
      const content = files.get(path) ?? "";
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      this.#written.set(path, content);
    }
    return changed.filter(isPage).map((path) => `/${path}`);
  }
}

function changedFiles(files: Files, written: ReadonlyMap<string, Uint8Array | string>): string[] {
  return [...files]
    .filter(([path, content]) => {
      const old = written.get(path);
      // What is not a page is named by its content.
      return old === undefined || (typeof content === "string" && old !== content);
    })
    .map(([path]) => path);
}

/** The data of before with what is new in the place of the same marts'. */
function merged(before: Exported | undefined, fresh: Exported): Exported {
  const martOf = (file: string) => file.replace(/\..*$/, "");
  const replaced = new Set([...fresh.files.keys()].map(martOf));
  const kept = [...(before?.files ?? [])].filter(([file]) => !replaced.has(martOf(file)));
  return {
    files: new Map([...kept, ...fresh.files]),
    emptyParts: new Map([...(before?.emptyParts ?? []), ...fresh.emptyParts]),
    about: fresh.about,
  };
}

/** What several pages want first, then what they want second, and so on. */
function byTurn(pages: readonly string[][][]): string[][] {
  const longest = Math.max(0, ...pages.map((wanted) => wanted.length));
  return Array.from({ length: longest }, (_, turn) => pages.flatMap((wanted) => wanted[turn] ?? []));
}

/** `/en/rfm.html` → `rfm` */
function pageOf(path: string): string {
  return /\/([\w-]+)\.html$/.exec(path)?.[1] ?? "index";
}
