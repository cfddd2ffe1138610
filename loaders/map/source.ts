import type { FileCopy } from "./copies.ts";
import { type Reader, rowsSql } from "./reader.ts";
import { quotePath } from "./sql_text.ts";

/** A column of the user's files and how SQL names it. */
export interface SourceColumn {
  name: string;
  sql: string;
  /** `text` unless the file has types of its own (Parquet). */
  type: "text" | "date" | "timestamp" | "number" | "boolean" | "other";
}

/** A file as it can be read now, and as the overlay's SQL will name it. */
export interface SourceFile {
  /** As the user knows it. */
  path: string;
  /** An SQL literal that works now. */
  now: string;
  /** The SQL literal for the overlay, unless it reads a copy, whose place is known once the table is. */
  later: string;
  copy?: FileCopy | undefined;
}

/** Files of one shape that are read as one table. */
export interface Source {
  /** For people: `orders.csv`, or `orders-*.csv (3 files)`. */
  title: string;
  /** For people: "comma separated, UTF-8". */
  facts: string;
  reader: Reader;
  files: SourceFile[];
  columns: SourceColumn[];
  rows: number;
  notes: string[];
}

/** The source's rows for `select … from`, to be run now. */
export function rowsNow(source: Source): string {
  return rowsSql(source.reader, unique(source.files.map(({ now }) => now)));
}

/** The source's rows as the overlay names them. */
export function rowsLater(source: Source): string {
  return rowsSql(
    source.reader,
    unique(source.files.map(({ later, copy }) => (copy?.path ? quotePath(copy.path) : later))),
  );
}

function unique(literals: string[]): string[] {
  return [...new Set(literals)];
}

/** Sources with the same columns, written the same way, as one: the months of a year, for example. */
export function mergeSources(sources: Source[]): Source[] {
  const merged = new Map<string, Source>();
  for (const source of sources) {
    const key = shapeOf(source);
    const first = merged.get(key);
    if (!first) {
      merged.set(key, { ...source, title: source.title });
      continue;
    }
    first.files = [...first.files, ...source.files];
    first.rows += source.rows;
    first.notes = [...new Set([...first.notes, ...source.notes])];
    first.title = `${first.title.replace(/ and .*/, "")} and ${first.files.length - 1} more`;
    if (first.reader.kind === "csv" && source.reader.kind === "csv")
      first.reader.maxLineSize =
        Math.max(first.reader.maxLineSize ?? 0, source.reader.maxLineSize ?? 0) || undefined;
  }
  return [...merged.values()];
}

function shapeOf({ reader, columns }: Source): string {
  const names = columns.map(({ name, type }) => `${name}\0${type}`);
  if (reader.kind === "csv" || reader.kind === "spaces") {
    const { delimiter, quote, hasHeader, skip } = reader.dialect;
    const ordered = reader.kind === "csv" && hasHeader ? names.sort() : names;
    return JSON.stringify([reader.kind, delimiter, quote, hasHeader, skip, reader.isGzip, ordered]);
  }
  return JSON.stringify([reader.kind, reader.kind === "json" && reader.isArray, names.sort()]);
}
