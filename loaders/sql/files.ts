import { statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * The files that a source names in its string literals, each as `path:size:modified`, so that a changed file
 * rebuilds what hangs on it. A literal that names no file gives nothing.
 */
export async function sourceFiles(
  connection: DuckDBConnection,
  sql: string,
  root: string,
): Promise<string[]> {
  const found: string[] = [];
  // A quoted name may hold an apostrophe, and a path two dashes: each token is taken whole.
  for (const [literal] of sql.matchAll(/"(?:[^"]|"")*"|--[^\n]*|'(?:[^']|'')*'/g)) {
    if (!literal.startsWith("'") || !/[./*]/.test(literal)) continue;
    const files = await connection.runAndReadAll(`select file from glob(${literal}) order by file`);
    for (const [file] of files.getRows()) {
      const path = isAbsolute(String(file)) ? String(file) : join(root, String(file));
      const { size, mtimeMs } = statSync(path);
      found.push(`${file}:${size}:${mtimeMs}`);
    }
  }
  return found;
}
