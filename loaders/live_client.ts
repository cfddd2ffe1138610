import { define as begin, type Cell, undefine } from "observablehq:client";
import { registerFile } from "observablehq:stdlib";
import type { DataCell } from "./page.ts";

/** Where each of a page's data files is, by its name on the page. */
export type Paths = Readonly<Record<string, string>>;

declare global {
  /**
   * Shows new data in a page of the preview, which keeps its place and what the reader chose. False if it takes more than
   * beginning the cells again that name what changed.
   */
  var showData: ((paths: Paths) => Promise<boolean>) | undefined;
}

/** Components read it when they need it, and see that it is another (src/components/catalog.ts). */
const READ_LATE = "./data/catalog.json";

const begun = new Map<string, Cell>();

/** Stands in for Framework's own on pages of the preview. */
export function define(cell: Cell): void {
  begun.set(cell.id, cell);
  begin(cell);
}

/** Has `showData` begin these cells again, those whose files are others. */
export function follow(cells: readonly DataCell[]): void {
  const named = new Set([READ_LATE, ...cells.flatMap(({ files }) => files)]);
  let shown = JSON.parse(document.getElementById("tierboard-files")?.textContent ?? "{}") as Paths;
  globalThis.showData = async (paths) => {
    const changed = Object.keys({ ...shown, ...paths }).filter((name) => paths[name] !== shown[name]);
    if (changed.some((name) => !named.has(name) || paths[name] === undefined)) return false;
    // A card is away only for as long as its cell runs.
    await Promise.all(changed.map((name) => fetch(String(paths[name])).then((file) => file.arrayBuffer())));
    for (const name of changed) registerFile(name, { name, path: String(paths[name]) });
    shown = paths;
    for (const { id, files } of cells) {
      const cell = begun.get(id);
      if (!cell || !files.some((name) => changed.includes(name))) continue;
      undefine(id);
      begin(cell);
    }
    return true;
  };
}
