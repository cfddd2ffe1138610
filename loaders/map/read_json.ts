import type { CopyFolder } from "./copies.ts";
import type { InputFiles } from "./find_files.ts";
import type { PreparedText } from "./prepare_text.ts";
import type { Query } from "./query.ts";
import { type JsonReader, jsonFieldSql, readerSql } from "./reader.ts";
import type { Source, SourceColumn } from "./source.ts";
import { countRows, encodingName, filesOf, held, reading, startSource } from "./source_parts.ts";
import { quoteName } from "./sql_text.ts";

const FIX = "it must be an array of objects, or one object a line, each object a row";

/** The shape of JSON files: their keys, and the fields of objects one level down as `customer.id`. */
export async function jsonSource(
  query: Query,
  input: InputFiles,
  texts: PreparedText[],
  folder: CopyFolder,
): Promise<Source> {
  const isArray = texts.every(({ head }) => head.trimStart().startsWith("["));
  const isGzip = texts.some(({ file, copy }) => file.isGzip && !copy && !file.path.endsWith(".gz"));
  const facts = [isArray ? "a JSON array" : "one JSON object a line", encodingName(texts[0])];
  const source = startSource(input, facts);
  source.files = filesOf(input, texts, folder.root);
  const literals = source.files.map(({ now }) => now);
  const reader: JsonReader = { kind: "json", isArray, isGzip, columns: "all" };
  const keys = await reading(input, () => readKeys(query, reader, literals), FIX);
  const columns: Exclude<JsonReader["columns"], "all"> = [];
  for (const [name, type] of keys) {
    const fields = type === "JSON" ? await readFields(query, reader, literals, name) : [];
    columns.push([name, fields.length > 0 ? "json" : "varchar"]);
    if (fields.length > 0) source.columns.push(...fields.map((field) => fieldColumn(name, field)));
    else source.columns.push({ name, sql: quoteName(name), type: "text" });
  }
  source.reader = { ...reader, columns };
  source.rows = await reading(input, () => countRows(query, source), FIX);
  return held(source);
}

/** The top-level keys of all rows, and their types; those with objects in them are `JSON`. */
async function readKeys(query: Query, reader: JsonReader, literals: string[]): Promise<[string, string][]> {
  const all = readerSql(reader, literals);
  const rows = await query.rows(`describe select * from ${all}`);
  return rows.map((row) => [String(row.column_name), String(row.column_type)]);
}

/** The fields of the objects that stand under a key, at most a hundred. */
async function readFields(
  query: Query,
  reader: JsonReader,
  literals: string[],
  key: string,
): Promise<string[]> {
  const name = quoteName(key);
  const rows = await query.rows(
    `with objects as (
       select ${name} as object
       from ${readerSql({ ...reader, columns: [[key, "json"]] }, literals)}
       where json_type(${name}) = 'OBJECT'
     ),
     fields as (select unnest(json_keys(object)) as field from objects)
     select distinct field from fields order by field limit 100`,
  );
  return rows.map((row) => String(row.field));
}

function fieldColumn(key: string, field: string): SourceColumn {
  return { name: `${key}.${field}`, sql: jsonFieldSql(key, field), type: "text" };
}
