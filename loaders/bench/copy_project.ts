import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PARTS = ["loaders", "sql", "src", "data/make_sample", "observablehq.config.ts", "package.json"];

/**
 * A copy of the project in a new temporary folder, whose path it returns: nothing is up to date there, and nothing of the
 * reader's is replaced. It shares the installed packages.
 */
export function copyProject(root: string, name: string): string {
  const copy = mkdtempSync(join(tmpdir(), `tierboard-${name}-`));
  for (const part of PARTS) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(resolve(root, "node_modules"), join(copy, "node_modules"), "dir");
  return copy;
}
