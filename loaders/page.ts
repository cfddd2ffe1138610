import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rewriteHtml } from "@observablehq/framework/dist/html.js";
import { transpileJavaScript } from "@observablehq/framework/dist/javascript/transpile.js";
import { type Cell, createMarkdownIt, parseMarkdown } from "@observablehq/framework/dist/markdown.js";
import { siteConfig } from "../observablehq.config.ts";
import { UserError } from "./errors.ts";
import type { Locale } from "./messages.ts";

/** A page of `src/` in one language, ready to be bundled and written. */
export interface Page {
  /** `rfm` for `src/rfm.md`. */
  name: string;
  title: string;
  /** The content of `<main>`. */
  body: string;
  /** The module that runs the page. */
  script: string;
  /** The cells whose code names data files, in the order of the page. */
  cells: readonly DataCell[];
  /** The data files its code names: `./data/rfm_grid.arrow`. */
  files: readonly string[];
  /** Those of them that are not wanted at once (front matter `lazy`, where `*` stands for anything). */
  lazy: readonly string[];
  /** Marts whose parts its components name as the reader chooses (front matter `split`). */
  split: readonly string[];
  /** The card that the build draws into the page, with what stands above it (front matter `prerender`). */
  prerender?: string | undefined;
}

/** A cell of a page by Framework's id, and the data files it names. */
export interface DataCell {
  id: string;
  files: readonly string[];
}

/** A title that links to itself is one more stop for the keyboard, and of no use. */
const TITLE_LINK = /<h1[^>]*><a[^>]*>(.*?)<\/a><\/h1>/;

/** Names that Framework would fetch from a CDN for a page. */
const FROM_ELSEWHERE = new Set(
  "_ aq Arrow d3 dot duckdb DuckDBClient echarts htl html svg Inputs L mapboxgl mermaid Plot React ReactDOM sql SQLite SQLiteDatabaseClient tex topojson vl vg".split(
    " ",
  ),
);

/** The marts that a page reads, cell by cell in the order of the page; what its components choose comes last. */
export function martsOf({ cells, split }: Pick<Page, "cells" | "split">): string[][] {
  const parts = [...cells.map(({ files }) => files.map((file) => file.slice("./data/".length))), [...split]];
  return parts.map((files) => files.map((file) => `marts.${file.replace(/\..*$/, "")}`));
}

/** Reads `src/<name>.md` with Framework's own parser. A mistake in it throws with its file and line. */
export function readPage(root: string, name: string, locale: Locale): Page {
  const file = join(root, `${name}.md`);
  const input = readFileSync(file, "utf8");
  const md = createMarkdownIt(siteConfig(locale, root));
  const page = parseMarkdown(input, { md, path: `/${name}` });
  const failed = /observablehq--error">(SyntaxError: [^<]*)/.exec(page.body);
  if (failed) {
    throw new UserError(`a script on the page does not parse: ${failed[1]}`, {
      place: { file },
      fix: "mend the code block",
    });
  }
  const imports: string[] = [];
  const cells = page.code.map((cell) => {
    refuseImplicitNames(cell, file, input);
    const node = hoistImports(cell.node, imports);
    return transpileJavaScript(node, {
      id: cell.id,
      path: `/${name}`,
      mode: cell.mode,
    });
  });
  const front = frontMatter(input);
  const dataCells = page.code
    .map(({ id, node }) => ({ id, files: node.files.map((attached) => attached.name) }))
    .filter((cell) => cell.files.length > 0);
  const files = [...new Set(dataCells.flatMap((cell) => cell.files))];
  return {
    name,
    title: page.title ?? name,
    body: rewriteHtml(page.body, { resolveLink }).replace(TITLE_LINK, "<h1>$1</h1>"),
    script: [
      'import { define } from "observablehq:client";',
      'import "tierboard:files";',
      ...imports,
      ...cells,
    ].join("\n"),
    cells: dataCells,
    files,
    lazy: lazyFiles(files, front.lazy ?? []),
    split: front.split ?? [],
    prerender: front.prerender?.[0],
  };
}

// Framework loads a cell's imports when the cell runs. At the top of the page's module they can be bundled,
// and what is not used of them left out. The names stay the cell's outputs.
function hoistImports(node: Cell["node"], imports: string[]): Cell["node"] {
  let input = node.input;
  const rest = node.body.body?.filter((statement) => {
    if (statement.type !== "ImportDeclaration") return true;
    imports.push(node.input.slice(statement.start, statement.end));
    input =
      input.slice(0, statement.start) +
      " ".repeat(statement.end - statement.start) +
      input.slice(statement.end);
    return false;
  });
  return rest ? { ...node, input, body: { ...node.body, body: rest } } : node;
}

function refuseImplicitNames({ node }: Cell, file: string, input: string): void {
  const imported = new Set(
    [...input.matchAll(/\bimport\s[^;]*?from/g)].flatMap(([text]) => text.match(/\w+/g) ?? []),
  );
  const name = node.references.map((reference) => reference.name).find((name) => FROM_ELSEWHERE.has(name));
  if (!name || imported.has(name)) return;
  const line = input.split("\n").findIndex((text) => new RegExp(`\\b${name}\\b`).test(text)) + 1;
  throw new UserError(`the page uses "${name}" without importing it, which would load it from another host`, {
    place: { file, line },
    fix: `import it from its package, for example: import * as Plot from "@observablehq/plot"`,
  });
}

// Every page is a file beside the others, so that the site works on any server and under any path.
function resolveLink(href: string): string {
  const [, page, rest = ""] = /^\.?\/?([\w-]+)([?#].*)?$/.exec(href) ?? [];
  return page ? `./${page}.html${rest}` : href;
}

function lazyFiles(files: string[], patterns: readonly string[]): string[] {
  const tests = patterns.map(
    (pattern) => new RegExp(`^\\./${pattern.replace(/[.+?^$()[\]{}|\\]/g, "\\$&").replaceAll("*", ".*")}$`),
  );
  return files.filter((file) => !file.endsWith(".arrow") || tests.some((test) => test.test(file)));
}

/** The lists in a page's front matter, on one line each: `lazy: [a, b]` or `split: a`. Framework keeps only its own keys. */
function frontMatter(input: string): Record<string, string[]> {
  const lines = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(input)?.[1]?.split(/\r?\n/) ?? [];
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = /^(\w+):\s*\[?(.*?)\]?\s*$/.exec(line) ?? [];
      return key && value
        ? [[key, value.split(/\s*,\s*/).map((text) => text.replace(/^(["'])(.*)\1$/, "$2"))]]
        : [];
    }),
  );
}
