import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * The modules of `src/` that more than one page needs, as import specifiers from there. Bundled into one file for all
 * pages, they cost a page one request; left alone, a bundler makes a file for every set of pages that share some.
 */
export function sharedModules(root: string, scripts: readonly string[]): string[] {
  const pages = scripts.map((script) => reach(root, script));
  const counts = new Map<string, number>();
  for (const page of pages) for (const file of page) counts.set(file, (counts.get(file) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count > 1).map(([file]) => relative(root, file));
  return shared.sort().map((file) => `./${file.replace(/\.ts$/, ".js")}`);
}

/** The files of `root` that a script imports, directly or not. */
function reach(root: string, script: string): Set<string> {
  const files = new Set(localImports(root, script));
  for (const file of files) {
    if (!existsSync(file)) continue;
    for (const next of localImports(dirname(file), readFileSync(file, "utf8"))) files.add(next);
  }
  return files;
}

// Our own modules write imports in one form, which Biome keeps.
function localImports(folder: string, code: string): string[] {
  const found = code.matchAll(/^(?:import|export)\s+(?!type\b)[^;"]*?from\s+"(\.{1,2}\/[^"]+)\.js"/gm);
  return [...found].map(([, path]) => join(folder, `${path}.ts`));
}
