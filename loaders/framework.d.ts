/** The parts of Observable Framework 1.13.4 (pinned) that build a page; it publishes no types. */

declare module "@observablehq/framework/dist/markdown.js" {
  import type { Node } from "acorn";

  export interface Cell {
    id: string;
    mode: string;
    node: {
      body: Node & { body?: readonly Node[] };
      input: string;
      references: readonly { name: string }[];
      files: readonly { name: string }[];
    };
  }

  export interface ParsedPage {
    title: string | null;
    /** HTML with a comment where each cell displays. */
    body: string;
    data: Record<string, unknown>;
    code: readonly Cell[];
  }

  export type MarkdownParser = { readonly brand: unique symbol };

  export function createMarkdownIt(options: { linkify?: boolean; markdownIt?: unknown }): MarkdownParser;
  export function parseMarkdown(input: string, options: { md: MarkdownParser; path: string }): ParsedPage;
}

declare module "@observablehq/framework/dist/html.js" {
  export function rewriteHtml(html: string, resolvers: { resolveLink?: (href: string) => string }): string;
}

declare module "@observablehq/framework/dist/javascript/transpile.js" {
  import type { Cell } from "@observablehq/framework/dist/markdown.js";

  export function transpileJavaScript(
    node: Cell["node"],
    options: { id: string; path: string; mode: string },
  ): string;
}

declare module "observablehq:client" {
  /** A cell as the transpiler writes it. */
  export interface Cell {
    id: string;
  }

  export function define(cell: Cell): void;
  /** Takes a cell and what it shows off the page. */
  export function undefine(id: string): void;
}
