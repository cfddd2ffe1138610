import { UserError } from "../errors.ts";
import type { Query, Row } from "./query.ts";
import { readBytes } from "./read_bytes.ts";
import { type CsvReader, plainSql, readerSql, type SpacesReader } from "./reader.ts";

/** The longest row in bytes that is read: DuckDB's own two million, and more when a file needs it. */
const LINE_SIZES = [undefined, 1 << 24, 1 << 26];

/** A file whose rows are counted. */
export interface CountedFile {
  path: string;
  /** The SQL literal that reads it now, and the file that this reads. */
  now: string;
  full: string;
  isGzip: boolean;
}

/**
 * Counts a CSV source's rows by reading all of it, and finds the line size that it needs.
 * Throws with file and line when a row has too few or too many columns, or a quote never closes.
 */
export async function countCsvRows(
  query: Query,
  reader: CsvReader,
  files: CountedFile[],
): Promise<{ rows: number; maxLineSize: number | undefined }> {
  const literals = files.map(({ now }) => now);
  for (const maxLineSize of LINE_SIZES) {
    const tried = { ...reader, maxLineSize };
    try {
      const [row] = await query.rows(`select count(*)::double as n from ${readerSql(tried, literals)}`);
      const rows = Number(row?.n);
      await holdCount(query, tried, files, rows);
      return { rows, maxLineSize };
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      const fault = await findFault(query, tried, files);
      if (fault?.type === "LINE SIZE OVER MAXIMUM" && maxLineSize !== LINE_SIZES.at(-1)) continue;
      throw fault ? await describeFault(fault) : uncut(reader, files, cause);
    }
  }
  throw new Error("every line size was tried");
}

/** Counts once more with nothing detected: the reader's own idea of a file must not cost a row. */
async function holdCount(query: Query, reader: CsvReader, files: CountedFile[], rows: number): Promise<void> {
  let plain = 0;
  for (const file of files) {
    const [row] = await query.rows(
      `select count(*)::double as n from ${plainSql(reader, file.now, { keep: "nothing" })}`,
    );
    plain += Number(row?.n);
  }
  if (plain === rows) return;
  throw new UserError(`${files[0]?.path} has ${plain} rows, but only ${rows} of them fit its header.`, {
    place: { file: files[0]?.path ?? "" },
    fix: "look at its first lines: the header must be the first, or say --skip LINES and --delimiter SIGN",
  });
}

/** The mistake of a file that is refused though every line fits: its header has too few names, as a rule. */
function uncut({ dialect }: CsvReader, files: CountedFile[], cause: unknown): UserError {
  const path = files[0]?.path ?? "";
  const { hasHeader, names, width, skip } = dialect;
  if (hasHeader && names.length < width) {
    return new UserError(`The header of ${path} names ${names.length} columns, and its rows have ${width}.`, {
      place: { file: path, line: skip + 1 },
      fix: "name every column in the header",
    });
  }
  const [detail] = String(cause instanceof Error ? cause.message : cause).split("\n");
  return new UserError(`${path} cannot be cut into rows and columns.`, {
    place: { file: path },
    fix: "name what was guessed wrongly: --delimiter, --quote, --skip or --no-header",
    detail,
    cause,
  });
}

/** Counts the rows of a file whose columns are parted by blanks, and throws at the first of another width. */
export async function countSpacedRows(
  query: Query,
  reader: SpacesReader,
  files: CountedFile[],
): Promise<number> {
  const width = reader.dialect.width;
  let rows = 0;
  for (const file of files) {
    const [row] = await query.rows(
      `with lines as (
         select row_number() over () as line, trim(line) as text from ${readerSql(reader, [file.now])}
       ), cut as (
         select line, len(regexp_split_to_array(text, '\\s+')) as width from lines where text <> ''
       )
       select count(*)::double as n, count(*) filter (where width <> ${width})::double as faults,
         min(line) filter (where width <> ${width})::double as line, arg_min(width, line) filter (where width <> ${width})::double as width
       from cut`,
    );
    if (Number(row?.faults) > 0) {
      const line = Number(row?.line) + reader.dialect.skip + (reader.dialect.hasHeader ? 1 : 0);
      throw uneven(file.path, line, Number(row?.width), width, Number(row?.faults));
    }
    rows += Number(row?.n);
  }
  return rows;
}

interface Fault {
  file: CountedFile;
  type: string;
  message: string;
  /** The line's text. */
  text: string;
  /** From 1. */
  byte: number;
  faults: number;
}

/** The first line that does not fit, in the first file that has one. */
async function findFault(query: Query, reader: CsvReader, files: CountedFile[]): Promise<Fault | undefined> {
  for (const file of files) {
    try {
      await query.run("drop table if exists reject_errors; drop table if exists reject_scans;");
      await query.run(
        `create or replace temp table scanned as select count(*) from ${plainSql(reader, file.now, { keep: "rejects" })}`,
      );
      const [row] = await query.rows(
        `select error_type, error_message, csv_line, line_byte_position::double as byte, count(*) over ()::double as faults
         from reject_errors order by line_byte_position limit 1`,
      );
      if (row) return faultOf(row, file);
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function faultOf(row: Row, file: CountedFile): Fault {
  return {
    file,
    type: String(row.error_type),
    message: String(row.error_message),
    text: String(row.csv_line ?? ""),
    byte: Number(row.byte),
    faults: Number(row.faults),
  };
}

async function describeFault({ file, type, message, text, byte, faults }: Fault): Promise<UserError> {
  const line = await lineAt(file, byte - 1);
  const place = { file: file.path, line };
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message) ?? [];
  if (expected) {
    const isUnquoted =
      text.split(", ").length - 1 === Number(found) - Number(expected) && !text.includes('"');
    const fix = isUnquoted
      ? `its values hold commas without quotes, as in "${/[^,]*, [^,]*/.exec(text)?.[0]}": export it again with quotes`
      : undefined;
    return uneven(file.path, line, Number(found), Number(expected), faults, fix);
  }
  if (type === "LINE SIZE OVER MAXIMUM") {
    return new UserError(`The row at line ${line} of ${file.path} is longer than 64 MB.`, {
      place,
      fix: "look for a quote that opens there and never closes; a value that long cannot be read",
    });
  }
  if (type === "UNQUOTED VALUE") {
    return new UserError(
      `A quote in line ${line} of ${file.path} never closes, or text follows it.${alike(faults)}`,
      {
        place,
        fix: "double the quotes that stand inside a value, or say --quote none when quotes are plain text",
      },
    );
  }
  return new UserError(`Line ${line} of ${file.path} cannot be read: ${message}`, {
    place,
    fix: "mend that line",
  });
}

function uneven(
  path: string,
  line: number,
  found: number,
  expected: number,
  faults: number,
  fix = "mend it: a value that holds the delimiter must stand in quotes. No line is left out for you",
): UserError {
  return new UserError(
    `Line ${line} of ${path} has ${found} columns where ${expected} are expected.${alike(faults)}`,
    { place: { file: path, line }, fix },
  );
}

function alike(faults: number): string {
  if (faults < 2) return "";
  return ` ${faults > 999 ? "A thousand lines and more" : `${faults} lines`} are like this.`;
}

/** The line, as editors count, that a byte stands in. */
async function lineAt(file: CountedFile, byte: number): Promise<number> {
  let line = 1;
  let left = byte;
  for await (const chunk of readBytes(file.full, file.isGzip)) {
    const part = chunk.subarray(0, Math.max(left, 0));
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) line++;
    left -= chunk.length;
    if (left <= 0) break;
  }
  return line;
}
