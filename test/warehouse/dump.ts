import type { Json } from "@duckdb/node-api";
import { withWarehouse } from "./build.ts";

/** The rows of every relation of these schemas, in one order, by the relation's name. */
export async function dump(
  warehouse: string,
  schemas: readonly string[] = ["thresholds", "staging", "customers", "marts", "checks"],
): Promise<Record<string, Json[][]>> {
  return withWarehouse(warehouse, async (connection) => {
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    const names = await rows(
      `select table_schema || '.' || table_name from information_schema.tables
       where table_schema in (${schemas.map((schema) => `'${schema}'`).join(", ")}) order by all`,
    );
    const relations: Record<string, Json[][]> = {};
    for (const [name] of names) relations[String(name)] = await rows(`from ${name} order by all`);
    return relations;
  });
}
