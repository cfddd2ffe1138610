import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { DuckDBConnection, Json } from "@duckdb/node-api";
import { UserError } from "../../loaders/errors.ts";
import { type BuildResult, buildWarehouse, openWarehouse } from "../../loaders/warehouse.ts";

export const root = resolve(import.meta.dirname, "../..");

/** A warehouse in a folder of its own, which `remove` takes away. */
export interface TestWarehouse {
  folder: string;
  /** The overlay's folder. */
  overlay: string;
  warehouse: string;
  /** Writes files of the overlay, by path; null removes one. */
  write(files: Readonly<Record<string, string | null>>): Promise<void>;
  build(): Promise<BuildResult>;
  /** The message of the error that the build ends with, as a person reads it. */
  buildError(): Promise<string>;
  /** Rows as arrays, values as JSON has them. */
  rows(sql: string): Promise<Json[][]>;
  remove(): Promise<void>;
}

/** Makes a folder with an overlay of these files; `overlay` takes one that is there instead. */
export async function makeWarehouse(
  files: Readonly<Record<string, string | null>> = {},
  overlay?: string,
): Promise<TestWarehouse> {
  const folder = await mkdtemp(join(tmpdir(), "tierboard-test-"));
  const place = overlay ?? join(folder, "overlay");
  const warehouse = join(folder, "warehouse.duckdb");
  const made: TestWarehouse = {
    folder,
    overlay: place,
    warehouse,
    async write(changes) {
      for (const [path, text] of Object.entries(changes)) {
        const file = join(place, path);
        await mkdir(dirname(file), { recursive: true });
        if (text === null) await rm(file, { force: true });
        else await writeFile(file, text);
      }
    },
    build: () => buildWarehouse({ root, overlay: place, warehouse }),
    async buildError() {
      try {
        await made.build();
      } catch (error) {
        if (error instanceof UserError) return error.toText();
        throw error;
      }
      throw new Error("the build was to fail, but it did not");
    },
    rows: (sql) =>
      withWarehouse(warehouse, async (connection) => (await connection.runAndReadAll(sql)).getRowsJson()),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  await made.write(files);
  return made;
}

/** Opens a warehouse to read, and closes it whatever happens. */
export async function withWarehouse<Result>(
  path: string,
  use: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const { instance, connection } = await openWarehouse(path);
  try {
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
