import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { type MapFilesOptions, type MapResult, mapFiles } from "../../loaders/map/map_files.ts";
import { openQuery, type Row } from "../../loaders/map/query.ts";

// Many of these tests start DuckDB more than once, which a busy machine may take its time for.
vi.setConfig({ testTimeout: 60_000 });

/** A folder that stands for a project's root, gone when the test ends. */
export interface Workspace {
  root: string;
  /** Maps files of the folder into `overlay/`; what is printed comes back too. */
  map(given: string | string[], options?: Partial<MapFilesOptions>): Promise<MapResult & { printed: string }>;
  /** The overlay's SQL of a table. */
  sql(table?: string): Promise<string>;
  /** The rows that this SQL gives, run from the root as the build does. */
  rows(table?: string): Promise<Row[]>;
  /** One row of an aggregate over this SQL. */
  total(select: string, table?: string): Promise<Row>;
}

export async function workspace(files: Record<string, string | Buffer>): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), "tierboard-map-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  const sql = (table = "orders") => readFile(join(root, "overlay/sources", `${table}.sql`), "utf8");
  return {
    root,
    async map(given, options = {}) {
      let printed = "";
      const print = (text: string) => {
        printed += `${text}\n`;
      };
      const result = await mapFiles([given].flat(), { root, overlay: "overlay", print, ...options });
      return { ...result, printed };
    },
    sql,
    async rows(table) {
      return await runSql(root, `from (\n${await sql(table)}\n)`);
    },
    async total(select, table) {
      const [row] = await runSql(root, `select ${select} from (\n${await sql(table)}\n)`);
      return row ?? {};
    },
  };
}

/** Runs SQL as the build does: relative paths are the root's, and row order means nothing. */
export async function runSql(root: string, sql: string): Promise<Row[]> {
  const query = await openQuery();
  try {
    await query.run(`set file_search_path = '${root.replaceAll("'", "''")}'`);
    await query.run("set preserve_insertion_order = false");
    return await query.rows(sql);
  } finally {
    query.close();
  }
}

/** Lines of CSV as a file. */
export function lines(...rows: string[]): string {
  return `${rows.join("\n")}\n`;
}
