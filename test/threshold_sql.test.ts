import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { thresholdSql } from "../src/components/threshold_sql.ts";
import { root } from "./warehouse/build.ts";

const folder = join(root, "sql/thresholds");

/** The columns and rows of a query, as the catalog has them. */
async function read(sql: string) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  const table = {
    columns: reader.columnNames(),
    types: reader.columnTypes().map(String),
    rows: reader.getRowsJson(),
  };
  connection.closeSync();
  instance.closeSync();
  return table;
}

test.each(["rfm_cuts/rfm", "score_tiers", "pyramid_levels", "lifecycle_limits"])(
  "%s with its own rows is the shipped file, byte for byte",
  async (name) => {
    const sql = readFileSync(join(folder, `${name}.sql`), "utf8");
    const { columns, rows } = await read(sql);
    const canonical = (text: string) =>
      name === "pyramid_levels"
        ? text.replaceAll("0.20", "0.2").replaceAll("0.30", "0.3")
        : text.replace("0.10:", "0.1:");
    expect(thresholdSql({ sql, columns }, rows)).toBe(canonical(sql));
  },
);

/** A part of a folder gets its types from the folder's own file. */
function asText(row: readonly unknown[]): string[] {
  return row.map((value) => String(value).replace(/(\.\d*?)0+$/, "$1"));
}

// A folder's own file says the columns and holds no row, and what is made of it reads the warehouse.
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (file) =>
    file.endsWith(".sql") && file !== "segment_presets.sql" && !existsSync(join(folder, file.slice(0, -4))),
);

test.each(files)("%s in a file written another way holds the same rows", async (file) => {
  const sql = readFileSync(join(folder, file), "utf8");
  const { columns, rows } = await read(sql);
  const other = `-- A file.\n-- grain: ${columns[0]}\nwith shipped as (\n${sql}\n)\nselect * from shipped`;
  const made = thresholdSql({ sql: other, columns }, rows);
  expect(made).toContain("-- A file.\n-- grain: ");
  const again = await read(made);
  expect(again.rows.map(asText)).toEqual(rows.map(asText));
  if (file === "rfm_cuts/rfm.sql") expect(again.types.at(-1)).toBe("DECIMAL(18,6)");
});
