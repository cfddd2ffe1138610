import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { type CountedFile, countCsvRows, countSpacedRows } from "./check_rows.ts";
import { type CopyFolder, copyFile } from "./copies.ts";
import type { DialectOptions } from "./dialect.ts";
import type { InputFiles } from "./find_files.ts";
import { delimiterName, findDialect, type PreparedText, prepareText } from "./prepare_text.ts";
import type { Query, Row } from "./query.ts";
import { jsonSource } from "./read_json.ts";
import { type CsvReader, fieldSql, type SpacesReader } from "./reader.ts";
import { rowsNow, type Source, type SourceColumn } from "./source.ts";
import { countRows, encodingName, filesOf, held, reading, startSource } from "./source_parts.ts";
import { quoteName, quotePath } from "./sql_text.ts";

/** What the user settled about the reading of files. */
export interface ReadOptions extends DialectOptions {
  encoding?: string | undefined;
}

/**
 * Reads the shape of one argument's files: format, encoding, dialect, columns, and the number of rows.
 * Throws when a file is broken, has no rows, or when a glob's files are not of one kind.
 */
export async function readSource(
  query: Query,
  input: InputFiles,
  folder: CopyFolder,
  options: ReadOptions,
): Promise<Source> {
  const formats = new Set(input.files.map(({ format }) => format));
  if (formats.size > 1)
    throw new UserError(`The files of ${input.given} are of several formats.`, {
      fix: "map each kind by itself",
    });
  const [format] = formats;
  if (format === "parquet") return parquetSource(query, input, folder);
  const texts: PreparedText[] = [];
  for (const file of input.files) texts.push(await prepareText(file, folder, options));
  const source =
    format === "text"
      ? await delimitedSource(query, input, texts, folder, options)
      : await jsonSource(query, input, texts, folder);
  for (const { encoding } of texts) {
    if (encoding.isGuess)
      source.notes.push(`It was read as ${encoding.name} (${encoding.why}); --encoding settles it.`);
  }
  return source;
}

async function delimitedSource(
  query: Query,
  input: InputFiles,
  texts: PreparedText[],
  folder: CopyFolder,
  options: ReadOptions,
): Promise<Source> {
  const dialects = texts.map((text) => findDialect(text, options));
  const [first] = dialects;
  if (!first) throw new Error("a source has at least one file");
  const odd = dialects.findIndex(
    (one) =>
      one.delimiter !== first.delimiter || one.hasHeader !== first.hasHeader || one.skip !== first.skip,
  );
  if (odd > 0) {
    throw new UserError(`${texts[odd]?.file.path} is written otherwise than ${texts[0]?.file.path}.`, {
      fix: "files of one pattern must share delimiter and header: map each kind by itself",
    });
  }
  const isGzip = texts.some(({ file, copy }) => file.isGzip && !copy && !file.path.endsWith(".gz"));
  const facts = [
    `${delimiterName(first.delimiter)} separated`,
    first.hasHeader ? "" : "no header",
    encodingName(texts[0]),
  ];
  const source = startSource(input, facts);
  if (first.delimiter === "spaces") {
    const reader: SpacesReader = { kind: "spaces", dialect: first, isGzip };
    source.reader = reader;
    source.files = filesOf(input, texts, folder.root);
    source.columns = spacedColumns(first.names, first.width);
    source.rows = await countSpacedRows(query, reader, countedFiles(texts, folder.root));
    return held(source);
  }
  const names = new Set(dialects.map((one) => [...one.names].sort().join("\n")));
  const union = first.hasHeader && names.size > 1;
  if (union)
    source.notes.push("Its files do not all have the same columns: where one is missing it stays empty.");
  const reader: CsvReader = { kind: "csv", dialect: first, nulls: [], maxLineSize: undefined, isGzip, union };
  const counted = await countEvenWithMixedLineEnds(query, reader, texts, folder);
  source.reader = { ...reader, maxLineSize: counted.maxLineSize };
  source.files = filesOf(input, texts, folder.root);
  source.rows = counted.rows;
  held(source);
  source.columns = await describeColumns(query, source);
  return source;
}

/** Lines that end now this way and now that stop DuckDB: such a file is read from a tidied copy. */
async function countEvenWithMixedLineEnds(
  query: Query,
  reader: CsvReader,
  texts: PreparedText[],
  folder: CopyFolder,
): Promise<{ rows: number; maxLineSize: number | undefined }> {
  try {
    return await countCsvRows(query, reader, countedFiles(texts, folder.root));
  } catch (cause) {
    const mixed = texts.filter(({ hasMixedLineEnds }) => hasMixedLineEnds);
    if (mixed.length === 0) throw cause;
    for (const text of mixed) text.copy = await copyFile(text.file, folder, "utf-8");
    return await countCsvRows(query, reader, countedFiles(texts, folder.root));
  }
}

async function parquetSource(query: Query, input: InputFiles, { root }: CopyFolder): Promise<Source> {
  const source = startSource(input, ["Parquet"]);
  source.reader = { kind: "parquet", union: input.files.length > 1 };
  source.files = filesOf(input, [], root);
  source.columns = await reading(input, () => describeColumns(query, source));
  source.rows = await reading(input, () => countRows(query, source));
  return held(source);
}

function countedFiles(texts: PreparedText[], root: string): CountedFile[] {
  return texts.map(({ file, copy }) => {
    const full = copy?.temporary ?? resolve(root, file.path);
    return { path: file.path, full, now: quotePath(full), isGzip: file.isGzip && !copy };
  });
}

function spacedColumns(names: string[], width: number): SourceColumn[] {
  return Array.from({ length: width }, (_, at) => ({
    name: names[at] || `column${at}`,
    sql: fieldSql(at + 1),
    type: "text",
  }));
}

async function describeColumns(query: Query, source: Source): Promise<SourceColumn[]> {
  const rows = await query.rows(`describe select * from ${rowsNow(source)}`);
  return rows.map((row) => {
    const name = String(row.column_name);
    return { name, sql: quoteName(name), type: typeOf(row) };
  });
}

function typeOf(row: Row): SourceColumn["type"] {
  const type = String(row.column_type);
  if (type === "VARCHAR") return "text";
  if (type === "DATE") return "date";
  if (type.startsWith("TIMESTAMP")) return "timestamp";
  if (type === "BOOLEAN") return "boolean";
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|DECIMAL|DOUBLE|FLOAT)/.test(type)) return "number";
  return "other";
}
