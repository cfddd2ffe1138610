import { statSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Place, UserError } from "../errors.ts";
import type { Model } from "./model.ts";

const MAP = "let `npm run map -- FILE` propose the mapping";

/**
 * What a file of data did to a query: the mistake with the data file and its line where DuckDB knows them. Sources are
 * read late, so `model` may be one of staging; undefined when the text is not about a file.
 */
export async function explainFileError(
  text: string,
  model: Model,
  place: Place | undefined,
  root: string,
): Promise<UserError | undefined> {
  const sniffed = /Error when sniffing file "(.+?)"/.exec(text)?.[1];
  if (sniffed) return explainLine(await readStrictly(sniffed, text, root), sniffed);
  const csv = /\n {2}file = (.+)/.exec(text)?.[1];
  if (csv && text.includes("CSV Error on Line")) return explainLine(text, csv);

  const missing = /No files found that match the pattern "(.+?)"/.exec(text)?.[1];
  if (missing)
    return new UserError(`there is no file ${missing}`, {
      place,
      fix: "put it there, or mend the path: it counts from the project's folder",
    });
  const column = /Referenced column "(.+?)" not found/.exec(text)?.[1];
  if (column && model.layer === "sources") return explainColumn(column, text, model, place, root);
  const json = /Malformed JSON in file "(.+?)"[^:]*(?:record\/value (\d+))?: (.+)/.exec(text);
  if (json?.[1])
    return new UserError(
      `${json[1]} is not whole JSON${json[2] ? ` from record ${json[2]} on` : ""}: ${json[3]?.trim()}`,
      {
        place: { file: json[1] },
        fix: "mend the file, or get it anew",
      },
    );
  const broken =
    /(?:No magic bytes found at end of file|Input is not a GZIP stream:|too small to be a Parquet file) ?'?([^'\n]*)/i.exec(
      text,
    );
  if (broken)
    return new UserError(
      `${broken[1] || "a file"} is not what its name says: ${text.split("\n")[0]?.replace(/^[\w ]+ Error: /, "")}`,
      {
        place,
        fix: "get the file anew, or read it as what it is: read_csv, read_json or read_parquet in the mapping",
      },
    );
  return undefined;
}

/** A column that the mapping names and the file lacks: because it is empty, parted by something else, or without it. */
async function explainColumn(
  column: string,
  text: string,
  model: Model,
  place: Place | undefined,
  root: string,
): Promise<UserError | undefined> {
  const file = await firstFile(model.sql, root);
  if (!file) return undefined;
  if (statSync(isAbsolute(file) ? file : join(root, file)).size === 0)
    return new UserError(`${file} is empty: not even a header`, {
      place,
      fix: "put the file there anew, or name another in the mapping",
    });
  const header = /Candidate bindings: "([^"]*)"(?:\n|$)/.exec(text)?.[1] ?? "";
  const delimiter = [";", "\t", "|", ","].find((each) => header.includes(each));
  if (delimiter)
    return new UserError(
      `${file} is not parted by what the mapping says: its header came as one column, "${clip(header)}"`,
      {
        place,
        fix: `set delim = '${delimiter === "\t" ? "\\t" : delimiter}' in the mapping's read_csv, or ${MAP}`,
      },
    );
  const names = await columnsOf(file, root);
  return new UserError(`${file} has no column "${column}"`, {
    place,
    fix: `${names.length > 0 ? `its columns are ${names.join(", ")}: ` : ""}mend the name, leave an optional column out, or ${MAP}`,
  });
}

/** "CSV Error on Line: 12 … Expected Number of Columns: 4 Found: 5 …" as a mistake in that line. */
function explainLine(text: string, file: string): UserError {
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  const size = /Maximum line size of (\d+) bytes exceeded/.exec(text)?.[1];
  const isForeign = text.includes("Invalid unicode");
  // Of a line that is too long DuckDB doesn't know the number, and of one in foreign letters not always the text.
  const line = size ? undefined : Number(/CSV Error on Line: (\d+)/.exec(text)?.[1]) || undefined;
  const original = size || isForeign ? undefined : /Original Line: (.*)/.exec(text)?.[1];
  const mistake = (message: string, fix: string) =>
    new UserError(message, {
      place: { file, line },
      fix,
      detail: original && `   ${clip(original)}`,
    });
  if (isForeign)
    return mistake(
      "the text is not UTF-8",
      `save ${basename(file)} as UTF-8, or let \`npm run map -- FILE\` convert it (it knows GB18030, UTF-16 and others)`,
    );
  if (counts)
    return mistake(
      `this line has ${counts[2]} fields, but the header has ${counts[1]}`,
      "mend the line (a field with a delimiter in it stands in double quotes), or delim in the mapping's read_csv",
    );
  if (text.includes("unterminated quote"))
    return mistake(
      "a double quote opens a field here and nothing closes it",
      'close it, or double it ("") where it is part of the text',
    );
  if (size)
    return mistake(
      `a line is longer than ${Number(size).toLocaleString("en")} bytes`,
      "look for a double quote that nothing closes; if the line is right, set max_line_size in the mapping's read_csv",
    );
  const [first = text] = text.split("\n");
  return mistake(
    line ? "this line can't be read as the header and the mapping say" : `the file can't be read: ${first}`,
    `mend the line, or the read_csv of the mapping; or ${MAP}`,
  );
}

/**
 * A file whose first lines don't split is refused without a line. Read with the header's columns and nothing to detect,
 * it tells which line it is. Returns DuckDB's text, or the one there was when that is no wiser.
 */
async function readStrictly(file: string, text: string, root: string): Promise<string> {
  const delimiter = /Delimiter Candidates: '(.+?)'\n/.exec(text)?.[1] ?? ",";
  const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const read = (options: string) => `read_csv(${quoted(file)}, auto_detect = false, ${options})`;
  try {
    const [[header = ""] = []] = await query(
      root,
      `from ${read("header = false, delim = '\x1f', quote = '', escape = '', strict_mode = false, columns = {'line': 'varchar'}")} limit 1`,
    );
    const count = String(header)
      .replace(/"(?:[^"]|"")*"/g, "")
      .split(delimiter).length;
    const columns = Array.from({ length: count }, (_, index) => `'column${index}': 'varchar'`).join(", ");
    await query(
      root,
      `select count(*) from ${read(`header = true, delim = ${quoted(delimiter)}, quote = '"', escape = '"', columns = {${columns}}`)}`,
    );
  } catch (error) {
    if (error instanceof Error && error.message.includes("CSV Error on Line")) return error.message;
  }
  return text;
}

async function firstFile(sql: string, root: string): Promise<string | undefined> {
  for (const [literal] of sql.replace(/--[^\n]*/g, "").matchAll(/'(?:[^']|'')+'/g)) {
    if (!/[./*]/.test(literal)) continue;
    const [[file] = []] = await query(root, `select file from glob(${literal}) order by file limit 1`);
    if (file) return String(file);
  }
  return undefined;
}

async function columnsOf(file: string, root: string): Promise<string[]> {
  try {
    return (await query(root, `describe from '${file.replaceAll("'", "''")}'`)).map(([name]) => String(name));
  } catch {
    return [];
  }
}

/** Runs a query beside the warehouse, whose transaction an error has ended. */
export async function query(root: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(":memory:", { file_search_path: root, threads: "1" });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
