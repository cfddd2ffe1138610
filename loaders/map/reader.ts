import type { Dialect } from "./dialect.ts";
import { indent, quoteName, quoteText } from "./sql_text.ts";

/** How DuckDB reads the files of a source; every option that it could guess is spelled out. */
export type Reader = CsvReader | SpacesReader | JsonReader | { kind: "parquet"; union: boolean };

export interface CsvReader {
  kind: "csv";
  dialect: Dialect;
  /** Words that stand for nothing, besides the empty one. */
  nulls: string[];
  maxLineSize: number | undefined;
  isGzip: boolean;
  /** Whether files may lack a column of others. */
  union: boolean;
}

/** Columns parted by runs of blanks: each line is read whole and cut in SQL. */
export interface SpacesReader {
  kind: "spaces";
  dialect: Dialect;
  isGzip: boolean;
}

export interface JsonReader {
  kind: "json";
  isArray: boolean;
  /** Top-level keys, as text, `json` for objects whose fields are read; `all` finds the keys of every row. */
  columns: [name: string, type: "varchar" | "json"][] | "all";
  isGzip: boolean;
}

/** The table function over file literals: `read_csv('orders.csv', delim = ',', …)`. */
export function readerSql(reader: Reader, literals: string[]): string {
  const files = literals.length === 1 ? (literals[0] ?? "") : `[\n    ${literals.join(",\n    ")}\n]`;
  if (reader.kind === "parquet")
    return call("read_parquet", files, reader.union ? ["union_by_name = true"] : []);
  const gzip = reader.isGzip ? ["compression = 'gzip'"] : [];
  if (reader.kind === "json") return call("read_json", files, [...jsonOptions(reader), ...gzip]);
  if (reader.kind === "csv") return call("read_csv", files, [...csvOptions(reader), ...gzip]);
  return call("read_csv", files, [...lineOptions(reader), ...gzip]);
}

/**
 * A CSV file's rows by position, with nothing detected: for checking, never for data, as a file whose columns stand
 * in another order would be misread. With `keep: "rejects"`, rows that do not fit go to `reject_errors`.
 */
export function plainSql(
  reader: CsvReader,
  literal: string,
  { keep }: { keep: "nothing" | "rejects" },
): string {
  const names = Array.from({ length: reader.dialect.width }, (_, at) => `'column${at}': 'varchar'`);
  const options = csvOptions({ ...reader, union: false }).filter(
    (option) => !option.startsWith("all_varchar"),
  );
  const gzip = reader.isGzip ? ["compression = 'gzip'"] : [];
  return call("read_csv", literal, [
    ...options,
    `columns = {${names.join(", ")}}`,
    "auto_detect = false",
    ...(keep === "rejects" ? ["store_rejects = true", "rejects_limit = 1000"] : []),
    ...gzip,
  ]);
}

function call(name: string, files: string, options: string[]): string {
  return `${name}(\n    ${indent([files, ...options].join(",\n"), 4)}\n)`;
}

function csvOptions({ dialect, nulls, maxLineSize, union }: CsvReader): string[] {
  return [
    `header = ${dialect.hasHeader}`,
    `delim = ${delimiterText(dialect.delimiter)}`,
    `quote = ${quoteText(dialect.quote)}`,
    `escape = ${quoteText(dialect.quote)}`,
    "comment = ''",
    `skip = ${dialect.skip}`,
    "all_varchar = true",
    ...(nulls.length ? [`nullstr = [${["", ...nulls].map(quoteText).join(", ")}]`] : []),
    ...(maxLineSize ? [`max_line_size = ${maxLineSize}`] : []),
    ...(union ? ["union_by_name = true"] : []),
  ];
}

function lineOptions({ dialect }: SpacesReader): string[] {
  return [
    `header = ${dialect.hasHeader}`,
    "delim = e'\\x1f'",
    "quote = ''",
    "escape = ''",
    "comment = ''",
    `skip = ${dialect.skip}`,
    "columns = {'line': 'varchar'}",
    "auto_detect = false",
  ];
}

function jsonOptions({ isArray, columns }: JsonReader): string[] {
  const format = `format = '${isArray ? "array" : "newline_delimited"}'`;
  if (columns === "all") return [format, "sample_size = -1", "maximum_depth = 1", "union_by_name = true"];
  const types = columns.map(([name, type]) => `${quoteText(name)}: '${type}'`);
  return [format, `columns = {\n    ${types.join(",\n    ")},\n}`];
}

/** A delimiter as an SQL literal: DuckDB reads `\t` as a tab, and other control characters as escapes. */
export function delimiterText(delimiter: string): string {
  if (delimiter === "\t") return "'\\t'";
  if (/\p{Cc}/u.test(delimiter))
    return `e'${[...delimiter].map((one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`).join("")}'`;
  return quoteText(delimiter);
}

/** The SQL of a column of `spaces` lines, counted from 1. */
export function fieldSql(at: number): string {
  return `fields[${at}]`;
}

/** A source's rows as something to select from; `spaces` files need a step that cuts the lines. */
export function rowsSql(reader: Reader, literals: string[]): string {
  const call = readerSql(reader, literals);
  if (reader.kind !== "spaces") return call;
  return `(\n    select regexp_split_to_array(trim(line), '\\s+') as fields\n    from ${indent(call, 4)}\n    where trim(line) <> ''\n) as cut`;
}

/** A field inside a JSON column: `"customer" ->> '$.id'`. */
export function jsonFieldSql(column: string, field: string): string {
  return `${quoteName(column)} ->> ${quoteText(`$.${JSON.stringify(field)}`)}`;
}
